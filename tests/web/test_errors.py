"""Trouble in words: every error has its status, every page says what to do."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from engine import errors as engine_errors
from engine.errors import BangfuError
from tests.web.commission import Commission
from web import LARGEST_UPLOAD
from web.errors import STATUS, status_of


def kinds(kind: type[BangfuError]) -> Iterator[type[BangfuError]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from kinds(inner)


def test_every_error_of_the_tree_has_a_status_of_its_own_in_the_table() -> None:
    named = {kind for kind in kinds(BangfuError) if kind.__module__ == engine_errors.__name__}
    assert named <= set(STATUS)


def test_an_error_not_in_the_table_has_the_status_of_its_kin() -> None:
    class Particular(engine_errors.NotFound):
        """Expected something particular."""

    assert status_of(Particular()) == 404


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "没有找到这个页面"),
        ("/inbox/nothing", 404, "没有找到这个页面"),
        ("/items/nothing", 404, "未找到该待办"),
        ("/logout", 405, "这个地址不能直接打开"),
    ],
)
def test_pages_that_are_not_there_say_so_and_lead_back(
    commission: Commission, path: str, status: int, words: str
) -> None:
    answer = commission.browser("clerk").get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert "回到待办" in answer.text


def test_an_item_of_others_is_refused_in_words(commission: Commission) -> None:
    item_id = commission.register() and commission.item()
    answer = commission.browser("reviewer").get(f"/items/{item_id}")
    assert answer.status_code == 403
    assert "权限" in answer.text


def test_a_file_too_large_is_refused_with_what_to_do(commission: Commission) -> None:
    browser = commission.browser("clerk")
    large = (io.BytesIO(b"0" * (LARGEST_UPLOAD + 1)), "scan.pdf")
    answer = browser.post("/attachments", {"file": large}, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert "不能超过 50 MB" in answer.text
    assert "压缩或拆分" in answer.text


def test_an_unexpected_error_shows_no_inside(commission: Commission) -> None:
    def broken() -> str:
        raise ZeroDivisionError("secret of the inside")

    commission.app.add_url_rule("/broken", "broken", broken)
    answer = commission.browser("clerk").get("/broken")
    assert answer.status_code == 500
    assert "您的数据没有丢失" in answer.text
    assert "secret" not in answer.text


def test_part_of_a_page_gets_a_line_for_the_place_of_messages(commission: Commission) -> None:
    answer = commission.browser("clerk").get("/items/nothing", headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert answer.headers["HX-Retarget"] == "#messages"


def test_a_script_gets_the_sentence_as_json(commission: Commission) -> None:
    answer = commission.browser("clerk").get("/items/nothing", headers={"Accept": "application/json"})
    assert answer.get_json()["error"].startswith("未找到该待办")


def test_errors_speak_the_language_of_the_person(commission: Commission) -> None:
    browser = commission.browser("clerk")
    browser.post("/language", {"language": "en"})
    assert "Expected to find" in browser.get("/items/nothing").text
