"""XPath regular expressions for `matches`, `replace` and `split`, bounded in time (DMN 1.5 §10.3.4.3).

Patterns whose worst case is small run on Python's `re`; the others on our own matcher, which never tries the same
place of the pattern at the same place of the text twice.
"""

from engine.feel.regex.pattern import Pattern, expression

__all__ = ["Pattern", "expression"]
