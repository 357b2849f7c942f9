"""DMN 1.1 to 1.6: decision models over FEEL, read from their files and evaluated with an explanation.

    from engine.dmn import load
    model = load(content)
    outcome = model.evaluate("报销比例", {"医院等级": "三级", "参保类型": "居民"}, now=now)
    outcome.value, outcome.diagnostics, outcome.explanation
"""

from engine.dmn.bundles import needed
from engine.dmn.errors import Diagnostic, NoSuchDecision
from engine.dmn.model import Model, Outcome, load, read
from engine.errors import Fault, Invalid

__all__ = ["Diagnostic", "Fault", "Invalid", "Model", "NoSuchDecision", "Outcome", "load", "needed", "read"]
