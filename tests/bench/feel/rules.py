"""A table of a thousand rules, asked as a decision and as a scan written by hand in Python."""

from decimal import Decimal
from typing import Any

from engine.dmn import load
from tests.bench.feel.conditions import verdict
from tests.bench.feel.timing import seconds

LIMIT = 2.0
GRADES = ("一级", "二级", "三级", "县级", "市级")
RULES = 1000
HEAD = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="d" namespace="n">'
    '<inputData id="a" name="金额"><variable name="金额" typeRef="number"/></inputData>'
    '<inputData id="b" name="等级"><variable name="等级" typeRef="string"/></inputData>'
    '<decision id="rate" name="比例"><variable name="比例" typeRef="number"/>'
    '<informationRequirement><requiredInput href="#a"/></informationRequirement>'
    '<informationRequirement><requiredInput href="#b"/></informationRequirement>'
    '<decisionTable hitPolicy="UNIQUE">'
    '<input><inputExpression typeRef="number"><text>金额</text></inputExpression></input>'
    '<input><inputExpression typeRef="string"><text>等级</text></inputExpression></input>'
    '<output typeRef="number"/>'
)


def compare() -> None:
    """Print the time of both over amounts spread over the whole table, and the ratio."""
    rows = [(place // 5 * 100, place // 5 * 100 + 100, GRADES[place % 5], place) for place in range(RULES)]
    model = load(_table(rows).encode())
    questions = [{"金额": amount, "等级": GRADES[amount % 5]} for amount in range(7, 20000, 409)]

    def decided() -> list[Any]:
        return [model.evaluate("rate", question).value for question in questions]

    def scanned() -> list[Any]:
        return [scan(rows, question["金额"], question["等级"]) for question in questions]

    assert decided() == scanned()
    ours, theirs = (each / len(questions) * 1e6 for each in seconds(decided, scanned, 1))
    print(f"\n{RULES} rules: decision {ours:.1f} µs, scan in Python {theirs:.1f} µs, ratio {ours / theirs:.2f}")
    print(f"under {LIMIT:g} times the time of the scan: {verdict(ours / theirs < LIMIT)}")


def scan(rows: list[tuple[int, int, str, int]], amount: int | Decimal, grade: str) -> int | None:
    """All rules, as the hit policy is to be checked."""
    found = [number for low, high, wanted, number in rows if low <= amount < high and grade == wanted]
    return found[0] if len(found) == 1 else None


def _table(rows: list[tuple[int, int, str, int]]) -> str:
    rules = "".join(
        f'<rule id="r{number}"><inputEntry><text>[{low}..{high})</text></inputEntry>'
        f'<inputEntry><text>"{grade}"</text></inputEntry><outputEntry><text>{number}</text></outputEntry></rule>'
        for low, high, grade, number in rows
    )
    return f"{HEAD}{rules}</decisionTable></decision></definitions>"
