"""Chinese first, English complete: dates and sizes as people write them, and a catalogue that misses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import session

from engine.clock import ZONE
from engine.deadlines import Light
from tests.web.commission import Commission
from web import i18n

WEB = Path(i18n.__file__).parent
CATALOGUE = WEB / "translations" / "en" / "LC_MESSAGES" / "messages.po"
AT = datetime(2026, 11, 22, 9, 5, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("show", "value", "zh", "en"),
    [
        (i18n.day, date(2026, 11, 2), "2026年11月2日", "2 Nov 2026"),
        (i18n.day, AT, "2026年11月22日", "22 Nov 2026"),
        (i18n.day, None, "", ""),
        (i18n.moment, AT, "2026年11月22日 09:05", "22 Nov 2026 09:05"),
        (i18n.near, AT, "11月22日 09:05", "22 Nov 09:05"),
        (i18n.near, date(2026, 3, 1), "3月1日", "1 Mar"),
        (i18n.near, date(2027, 1, 4), "2027年1月4日", "4 Jan 2027"),
        (i18n.month, date(2026, 3, 1), "3月", "Mar"),
        (i18n.month, date(2027, 1, 1), "2027年", "2027"),
        (i18n.dated, "2026-09-03", "2026年9月3日", "3 Sep 2026"),
        (i18n.dated, "2019-2020", "2019-2020", "2019-2020"),
        (i18n.dated, None, "", ""),
        (i18n.light_words, Light.RED, "逾期", "overdue"),
        (i18n.size, 12, "1 KB", "1 KB"),
        (i18n.size, 3_565_158, "3.4 MB", "3.4 MB"),
    ],
)
def test_values_are_written_as_people_write_them(
    commission: Commission, show: Callable[[Any], str], value: Any, zh: str, en: str
) -> None:
    with commission.app.test_request_context():
        assert show(value) == zh
        session["language"] = "en"
        assert show(value) == en


def test_moments_are_shown_in_the_time_of_the_office(commission: Commission) -> None:
    with commission.app.test_request_context():
        assert i18n.moment(datetime.fromisoformat("2026-11-21T23:30:00+00:00")) == "2026年11月22日 07:30"


def test_every_sentence_of_the_pages_has_an_english_one() -> None:
    with CATALOGUE.open("rb") as file:
        translated = {message.id for message in read_po(file) if message.id and message.string}
    missing = sorted(f"{place}: {text}" for text, place in _sentences() if text not in translated)
    assert not missing, "\n".join(missing)


def test_the_catalogue_holds_nothing_that_no_page_says() -> None:
    said = {text for text, _place in _sentences()}
    with CATALOGUE.open("rb") as file:
        stale = sorted(str(message.id) for message in read_po(file) if message.id and message.id not in said)
    assert not stale, "\n".join(stale)


def _sentences() -> set[tuple[str, str]]:
    """(Chinese sentence, where it stands) of every module and template."""
    found = extract_from_dir(
        WEB, [("frontend/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2")],
        keywords={"_": None, "gettext": None, "lazy_gettext": None},
    )  # fmt: skip
    return {(text if isinstance(text, str) else text[0], f"{file}:{line}") for file, line, text, *_ in found}
