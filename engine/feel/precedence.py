"""How tightly each operator binds, from `or` to the dot (DMN 1.5 §10.3.1.2, rule 2)."""

OR, AND, COMPARISON, SUM, PRODUCT, POWER, NEGATION, INSTANCE, POSTFIX = range(1, 10)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
LEVELS: dict[str, int] = {
    "or": OR,
    "and": AND,
    **dict.fromkeys((*COMPARISONS, "between", "in"), COMPARISON),
    **dict.fromkeys(("+", "-"), SUM),
    **dict.fromkeys(("*", "/"), PRODUCT),
    "**": POWER,
    "instance": INSTANCE,
    **dict.fromkeys((".", "[", "("), POSTFIX),
}
NO_START = {")", "]", ",", "}", "then", "else", "return", "satisfies", *LEVELS} - {"[", "(", "-"}
"""What cannot start an expression, so that a `[` before it ends a range."""
