"""The import without writing: the five notices give the known rows, and JSON says all that the issue names."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from engine.notices import dry_run, parse, read_file
from tests.engine.notices.shapes import BRACKETS_AT_THE_END, NUMBERED_ITEMS

SEEDS = Path(os.environ.get("BANGFU_SEEDS") or Path(__file__).resolve().parents[4] / "shared" / "seeds")
KNOWN = json.loads(Path(__file__).with_name("seeds.json").read_text("utf-8"))


def secret(text: str) -> str:
    """Tasks and officials are compared by what cannot be read back."""
    return hashlib.sha256(f"bangfu notices {text}".encode()).hexdigest()[:12]


def seed(key: str) -> Path:
    found = sorted(SEEDS.glob(f"{key}_*.txt"))
    if not found:
        pytest.skip("the notices are not on this machine; BANGFU_SEEDS names their folder")
    return found[0]


@pytest.mark.parametrize("key", sorted(KNOWN))
def test_a_real_notice_gives_exactly_its_rows(key: str) -> None:
    path = seed(key)
    got = dry_run(path.name, path.read_bytes())
    duties = [
        duty
        | {
            "task": secret(duty["task"]),
            "leaders": [secret(name) for name in duty["leaders"]],
            "questions": [question["code"] for question in duty["questions"]],
        }
        for duty in got["duties"]
    ]
    assert duties == KNOWN[key]["duties"]
    assert {name: got["notice"][name] for name in ("issuers", "number", "date")} == {
        name: KNOWN[key][name] for name in ("issuers", "number", "date")
    }


@pytest.mark.parametrize("key", sorted(KNOWN))
def test_a_real_notice_names_its_articles_gaps_and_questions(key: str) -> None:
    notice = parse(read_file(seed(key)))
    assert len(notice.articles) == KNOWN[key]["articles"]
    assert [gap.number for gap in notice.coverage.gaps] == KNOWN[key]["gaps"]
    assert [question.code for question in notice.questions if question.code != "uncovered"] == KNOWN[key]["questions"]


@pytest.mark.parametrize("key", sorted(KNOWN))
def test_every_line_of_a_real_notice_is_accounted_for(key: str) -> None:
    path = seed(key)
    source = path.read_text("utf-8").split("\n")
    report = dry_run(path.name, path.read_bytes())["report"]
    lines = [fate["line"] for fate in report if fate["line"] is not None]
    assert sorted(set(lines)) == list(range(1, len(source) + (source[-1] != "")))
    assert not [fate for fate in report if fate["became"] == "other"]


def test_the_five_notices_have_57_duties() -> None:
    assert [len(KNOWN[key]["duties"]) for key in sorted(KNOWN)] == [0, 18, 5, 15, 19]


def test_the_json_has_the_fields_that_were_agreed() -> None:
    got = dry_run("行动方案.txt", NUMBERED_ITEMS.encode())
    assert json.loads(json.dumps(got, ensure_ascii=False)) == got
    assert list(got) == ["notice", "duties", "report"]
    assert set(got["notice"]) == {"issuers", "number", "date", "title"}
    assert {tuple(duty) for duty in got["duties"]} == {
        ("sequence", "article", "task", "leads", "supports", "leaders", "units", "groups", "mode", "lines", "questions")
    }


def test_a_question_names_its_readings_and_the_one_imported() -> None:
    duty = dry_run("行动方案.txt", NUMBERED_ITEMS.encode())["duties"][2]
    (question,) = duty["questions"]
    assert question["code"] == "support-reach"
    assert question["default"] in {option["code"] for option in question["options"]}
    assert "市卫健委" in question["zh"] and "Imported" in question["en"]
    assert {option["code"]: option["changes"] for option in question["options"]} == {
        "last": {"units": ["市民政局", "市财政局"], "supports": ["市卫健委"]},
        "all": {"units": [], "supports": ["市民政局", "市财政局", "市卫健委"]},
        "none": {"units": ["市民政局", "市财政局", "市卫健委"], "supports": []},
    }


def test_questions_about_the_whole_notice_end_the_report() -> None:
    report = dry_run("计划.txt", BRACKETS_AT_THE_END.encode())["report"]
    assert [fate["line"] for fate in report if fate["became"] == "question"] == [None, None]
    assert "另一份文件" in report[-1]["zh"]
