"""The search over cases: every word must be there, and only what a person may see is found."""

from __future__ import annotations

import pytest

from engine.deadlines import Light
from engine.keyset import Page
from engine.search import Hit, search
from tests.web.commission import Commission


@pytest.fixture
def commission(sqlite_url: str) -> Commission:
    commission = Commission(sqlite_url)
    commission.register("药品储备不足")
    commission.register("村医空缺")
    return commission


def find(commission: Commission, text: str, login: str = "clerk", **given: object) -> Page[Hit]:
    with commission.engine.view(commission.actor(login)) as view:
        return search(view, text, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("药品", ["药品储备不足"]),
        ("cykq", ["村医空缺"]),
        ("zg-2026", ["村医空缺", "药品储备不足"]),
        ("ZG-2026 yao", ["药品储备不足"]),
        ("药品 空缺", []),
        ("%", []),
        ("  ", []),
    ],
)
def test_every_word_must_be_there_in_number_title_or_pinyin(
    commission: Commission, text: str, titles: list[str]
) -> None:
    assert [hit.title for hit in find(commission, text).rows] == titles


def test_only_what_a_person_may_see_is_found(commission: Commission) -> None:
    assert find(commission, "药品", "reviewer").rows == []
    assert len(find(commission, "药品", "admin").rows) == 1


def test_a_hit_says_where_the_case_stands(commission: Commission) -> None:
    (hit,) = find(commission, "药品").rows
    assert (hit.number, hit.process, hit.state, hit.stage, hit.light) == (
        "ZG-2026-0001", "问题整改", "open", "认领中", Light.GREEN,
    )  # fmt: skip


def test_many_hits_come_in_pages(commission: Commission) -> None:
    first = find(commission, "zg", limit=1)
    assert first.next and first.total == 2
    assert [hit.title for hit in find(commission, "zg", limit=1, cursor=first.next).rows] == ["药品储备不足"]
