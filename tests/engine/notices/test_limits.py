"""Numbers that bind, with their sides and wording."""

import pytest

from engine.notices.limits import limits_in


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("拨付率不低于85%", "85", None, "%"),
        ("覆盖率达90%以上", "90", None, "%"),
        ("个人付费不超过5000元", None, "5000", "元"),
        ("3万元（含）以下部分", None, "3", "万元"),
        ("引进人才 5-8 名", "5", "8", "名"),
        ("落实率达到100%", "100", "100", "%"),
        ("至少有1名医生", "1", None, "名"),
        ("连续蹲点不少于6个月", "6", None, "个月"),
        ("提供4次以上的随访", "4", None, "次"),
    ],
)
def test_comparisons_become_limits(text: str, low: str | None, high: str | None, unit: str) -> None:
    (limit,) = limits_in(text)
    assert (limit.low, limit.high, limit.unit, limit.firm) == (low, high, unit, True)


def test_what_is_striven_for_is_not_firm() -> None:
    (limit,) = limits_in("力争覆盖率达到90%")
    assert not limit.firm


@pytest.mark.parametrize("text", ["29种门诊特殊慢性病", "2021年3月5日", "分为3个组"])
def test_plain_counts_and_dates_are_no_limits(text: str) -> None:
    assert not list(limits_in(text))
