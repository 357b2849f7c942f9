"""Who decides about a draft sees what changes and which running cases it touches; others see nothing of it."""

from __future__ import annotations

from engine import commands, drafts
from tests.web.commission import Commission


def decided_upon(commission: Commission) -> str:
    """A draft that waits for a decision while one case stands at the step that changes; gives the deciding case."""
    commission.register()
    draft = commission.drafted()
    with commission.engine.unit(commission.actor("admin")) as unit:
        return commands.submit(unit, draft, "认领环节改名")


def test_the_review_says_what_changes_and_whom_it_touches(commission: Commission) -> None:
    case = decided_upon(commission)
    browser = commission.browser("admin")
    page = browser.get(f"/publications/{case}").text
    for words in ("认领环节改名", "认领（新）", "同意后立即生效", "第1版有1件在办", "1件停在这里"):
        assert words in page
    # then the work item of who decides leads here
    assert f'href="/publications/{case}"' in browser.get(f"/items/{commission.item('approve')}").text


SCENARIO = """name: 县局认领
start:
  by: 整改办
  answers:
    title: 药品储备不足
    source: 第三方评估
    source_document: 评估办函〔2026〕3号
    feedback_on: 2026-02-27
    category: 医疗救治
    difficulty: Ⅱ
    due: 2026-06-30
    description: 常用药不足八十种。
    duty_id: 问题整改
    units: [石桥县卫生健康局]
steps:
  - expect: {waiting: [accept]}
"""


def test_the_scenarios_of_the_draft_are_played_for_who_decides(commission: Commission) -> None:
    draft = commission.drafted()
    with commission.engine.unit(commission.actor("admin")) as unit:
        drafts.add(unit, draft, "scenarios/a.yaml", SCENARIO.encode())
        drafts.add(unit, draft, "scenarios/b.yaml", b"name: [")
    with commission.engine.unit(commission.actor("admin")) as unit:
        case = commands.submit(unit, draft, "认领环节改名")
    browser = commission.browser("admin")
    # then the page asks for each of them
    page = browser.get(f"/publications/{case}").text
    assert f'hx-get="/publications/{case}/scenarios/scenarios/a.yaml"' in page
    # then the one goes as it says on both versions, and the other says why it cannot be played
    assert "通过" in browser.get(f"/publications/{case}/scenarios/scenarios/a.yaml").text
    assert "不能回放" in browser.get(f"/publications/{case}/scenarios/scenarios/b.yaml").text
    assert browser.get(f"/publications/{case}/scenarios/none.yaml").status_code == 404


def test_both_diagrams_can_be_looked_at(commission: Commission) -> None:
    case = decided_upon(commission)
    browser = commission.browser("admin")
    before, after = (browser.get(f"/publications/{case}/{side}.bpmn") for side in ("before", "after"))
    assert "认领（新）" not in before.get_data(as_text=True)
    assert "认领（新）" in after.get_data(as_text=True)
    assert after.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_who_does_not_see_the_case_does_not_see_the_draft(commission: Commission) -> None:
    case = decided_upon(commission)
    assert commission.browser("clerk").get(f"/publications/{case}").status_code == 403


def test_a_case_that_decides_about_nothing_has_no_review(commission: Commission) -> None:
    case = commission.register()
    assert commission.browser("admin").get(f"/publications/{case}").status_code == 404
