"""Ten conditions as diagrams and forms have them, in FEEL and as compiled Python over the same variables."""

from collections.abc import Callable
from datetime import date
from types import CodeType
from typing import Any

from engine.feel import parse
from tests.bench.feel.timing import seconds

LIMIT = 5.0
CONTEXT: dict[str, Any] = {
    "报销金额": 6000, "病种": "肺癌", "年龄": 67, "参保": True, "起付线": 500, "比例": 80, "封顶线": 120000,
    "患者": {"姓名": "张三", "等级": "三级"}, "费用": [1200, 800, 5400], "出院日期": date(2026, 11, 20),
    "截止日期": date(2026, 11, 22), "结论": "不同意", "审核意见": [{"结论": "同意"}] * 3, "退回次数": 1, "转诊": None,
}  # fmt: skip
CONDITIONS = (
    ("报销金额 > 5000", "报销金额 > 5000"),
    ('报销金额 > 5000 and 病种 in ("肺癌", "胃癌")', '报销金额 > 5000 and 病种 in ("肺癌", "胃癌")'),
    ('患者.等级 = "三级" and 参保', '患者["等级"] == "三级" and 参保'),
    ("年龄 >= 60 and 年龄 < 80", "年龄 >= 60 and 年龄 < 80"),
    ("(报销金额 - 起付线) * 比例 / 100 <= 封顶线", "(报销金额 - 起付线) * 比例 / 100 <= 封顶线"),
    ("转诊 = null or 退回次数 >= 2", "转诊 is None or 退回次数 >= 2"),
    ("报销金额 between 1000 and 30000", "1000 <= 报销金额 <= 30000"),
    ("count(费用) = 0 or 出院日期 <= 截止日期", "len(费用) == 0 or 出院日期 <= 截止日期"),
    ('结论 = "同意"', '结论 == "同意"'),
    ('some 审核 in 审核意见 satisfies 审核.结论 = "不同意"', 'any(审核["结论"] == "不同意" for 审核 in 审核意见)'),
)


def compare() -> None:
    """Print the time of each in both, and the ratio, which is to be kept by each."""
    print(f"{'condition':<62}{'FEEL µs':>9}{'Python µs':>11}{'ratio':>7}")
    worst = 0.0
    for text, python in CONDITIONS:
        expression = parse(text)
        code = compile(python, text, "eval")
        assert expression.evaluate(CONTEXT) == evaluated(code)
        ours, theirs = seconds(lambda: expression.evaluate(CONTEXT), _bound(code), 300)  # noqa: B023
        worst = max(worst, ours / theirs)
        print(f"{text:<62}{ours * 1e6:>9.2f}{theirs * 1e6:>11.2f}{ours / theirs:>7.1f}")
    print(f"each at most {LIMIT:g} times the time of compiled Python, {worst:.1f} the most: {verdict(worst <= LIMIT)}")


def evaluated(code: CodeType) -> Any:
    return eval(code, {"__builtins__": {"any": any, "len": len}}, CONTEXT)


def _bound(code: CodeType) -> Callable[[], Any]:
    names = {"__builtins__": {"any": any, "len": len}}
    return lambda: eval(code, names, CONTEXT)


def verdict(kept: bool) -> str:
    return "kept" if kept else "NOT KEPT"
