"""Which articles have duties, and which were left out."""

from engine.notices import parse, read
from tests.engine.notices import shapes


def test_articles_know_their_duties_and_gaps_are_named() -> None:
    text = shapes.TABLE_IN_TEXT.replace("3\t管好转诊档案。\t", "3\t请康复的乡亲讲自己的经历。\t")
    coverage = parse(read("文件.txt", text.encode())).coverage
    assert [(article.number, article.duties) for article in coverage.articles] == [
        ("（一）", (1,)),
        ("（二）", (2,)),
        ("（三）", ()),
        ("（四）", (3, 4)),
    ]
    assert [(gap.number, gap.heading) for gap in coverage.gaps] == [("（三）", "管好转诊档案")]


def test_aims_need_no_duty_and_measures_of_support_do() -> None:
    coverage = parse(read("文件.txt", shapes.LABELS_ON_LINES.encode())).coverage
    assert [(gap.path, gap.number) for gap in coverage.gaps] == [(("三",), "（一）")]
    assert coverage.articles[0].general


def test_a_gap_is_a_question_with_the_issuers_as_candidates() -> None:
    notice = parse(read("文件.txt", shapes.WITHOUT_ASSIGNMENTS.encode()))
    asked = [question for question in notice.questions if question.code == "uncovered"]
    assert len(asked) == 3
    assert [option.changes.get("leads") for option in asked[0].options[1:4]] == [[name] for name in notice.issuers]
