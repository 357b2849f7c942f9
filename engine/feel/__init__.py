"""FEEL, the expression language of DMN 1.5 chapter 10: parsed once to closures, without side effects, bounded.

    from engine.feel import evaluate, parse
    evaluate('报销金额 > 5000 and 病种 in ("肺癌", "胃癌")', {"报销金额": 6000, "病种": "肺癌"})  # True
"""

from engine.feel.errors import Diagnostic, FeelError, FeelSyntaxError
from engine.feel.expression import Expression, UnaryTests, evaluate, parse, parse_unary
from engine.feel.values import Function, Range, YearsMonths

__all__ = [
    "Diagnostic",
    "Expression",
    "FeelError",
    "FeelSyntaxError",
    "Function",
    "Range",
    "UnaryTests",
    "YearsMonths",
    "evaluate",
    "parse",
    "parse_unary",
]
