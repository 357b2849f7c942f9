"""The page of a draft's files: added, named anew and taken out without a script."""

from __future__ import annotations

import io

from tests.web.commission import Browser, Commission
from tests.web.designer.test_workspace import begun


def added(browser: Browser, address: str, **given: object) -> str:
    """Post the page's form; gives where it leads, or the page with its faults."""
    answer = browser.post(f"{address}/files", given, page=f"{address}/files", content_type="multipart/form-data")
    return str(answer.headers.get("Location", answer.text))


def test_a_form_begun_on_the_page_opens_in_its_editor(commission: Commission) -> None:
    browser = commission.browser("admin")
    address = begun(browser)
    assert added(browser, address, way="blank", kind=".form", name="visit_record").endswith("?file=visit_record.form")
    assert "visit_record.form" in browser.get(address).text


def test_files_of_another_process_are_offered_and_taken(commission: Commission) -> None:
    # given a draft with a table, and a new draft
    browser = commission.browser("admin")
    source = begun(browser)
    added(browser, source, way="blank", kind=".dmn", name="frequency")
    address = begun(browser)
    # when its files are looked at from the new one, and the table is taken
    from_ = source.rpartition("/")[2]
    assert "frequency.dmn" in browser.get(f"{address}/files?from={from_}").text
    added(browser, address, way="copy", source=from_, file="frequency.dmn")
    # then it is among those of the new one
    assert browser.get(f"{address}/files/frequency.dmn").status_code == 200


def test_a_name_that_is_taken_is_refused_in_words_on_the_page(commission: Commission) -> None:
    browser = commission.browser("admin")
    address = begun(browser)
    upload = {"way": "upload", "files": (io.BytesIO(b"{}"), "visit.form")}
    assert "visit.form" in added(browser, address, **upload)
    assert "已有名为“visit.form”的文件" in added(
        browser, address, **(upload | {"files": (io.BytesIO(b"{}"), "visit.form")})
    )


def test_a_file_is_named_anew_and_taken_out(commission: Commission) -> None:
    browser = commission.browser("admin")
    address = begun(browser)
    added(browser, address, way="blank", kind=".form", name="one")
    browser.post(f"{address}/names", {"name": "one.form", "to": "two.form"}, page=f"{address}/files")
    assert browser.get(f"{address}/files/two.form").status_code == 200
    browser.post(f"{address}/removals", {"name": "two.form"}, page=f"{address}/files")
    assert browser.get(f"{address}/files/two.form").status_code == 404
