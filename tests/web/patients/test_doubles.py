"""Doubles: proposed on a page, compared, merged or told apart by a decision, and each decision can be undone."""

from __future__ import annotations

import re

import pytest

from tests.web.commission import Browser, Commission
from tests.web.patients.ward import start


@pytest.fixture
def both(ward: Commission) -> tuple[str, str]:
    first, second = start(ward)[1], start(ward, identity="", disease="胃癌")[1]
    return first, second


@pytest.fixture
def keeper(ward: Commission) -> Browser:
    return ward.browser("overseer")


def undo(keeper: Browser, page: str) -> str:
    action = re.search(r'action="(/patients/[^"]*(?:undoing|DELETE)[^"]*)"', page)
    assert action, page
    return keeper.follow(keeper.post(action[1].replace("&amp;", "&"))).text


def test_a_pair_is_compared_merged_and_taken_apart(keeper: Browser, both: tuple[str, str]) -> None:
    listed = keeper.get("/patients/doubles").text
    assert "同名、同县，其中一份没有身份证号" in listed
    seen = keeper.get(f"/patients/doubles/{both[1]}/{both[0]}").text
    assert "将补入：640299********0010" in seen and "DB-2026-0001" in seen
    merged = keeper.follow(keeper.post(f"/patients/doubles/{both[1]}/{both[0]}/merger")).text
    assert "已合并为一份档案" in merged and "移来 1 件事项" in merged and "DB-2026-0001" in merged
    assert "已合并" in keeper.get("/patients/doubles?state=merged").text
    # the merged record leads to the kept one
    assert "DB-2026-0002" in keeper.get(f"/patients/{both[0]}").text
    apart = undo(keeper, merged)
    assert "已撤销合并" in apart and "DB-2026-0001" in apart and "DB-2026-0002" not in apart


def test_told_apart_a_pair_goes_and_can_be_compared_again(keeper: Browser, both: tuple[str, str]) -> None:
    done = keeper.follow(keeper.post(f"/patients/doubles/{both[0]}/{both[1]}/distinction")).text
    assert "不再提示" in done and "没有重复档案" in done
    assert "统筹员" in keeper.get("/patients/doubles?state=apart").text
    assert "同名、同县，其中一份没有身份证号" in undo(keeper, done)
    assert "没有符合条件的档案" in keeper.get("/patients/doubles?q=nobody").text


def test_what_cannot_be_merged_is_refused_in_words(keeper: Browser, both: tuple[str, str]) -> None:
    keeper.post(f"/patients/doubles/{both[0]}/{both[1]}/merger")
    assert "已经合并" in keeper.follow(keeper.get(f"/patients/doubles/{both[0]}/{both[1]}")).text


def test_only_who_keeps_records_decides(ward: Commission, both: tuple[str, str]) -> None:
    for login in ("registrar", "leader"):
        browser = ward.browser(login)
        assert browser.get("/patients/doubles").status_code == 403
        assert browser.post(f"/patients/doubles/{both[0]}/{both[1]}/merger").status_code == 403
    assert "重复档案" in ward.browser("overseer").get("/patients").text
    assert "重复档案" not in ward.browser("registrar").get("/patients").text
