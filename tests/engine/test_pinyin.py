"""Pinyin of names: initials to search by, and logins."""

from __future__ import annotations

from engine.pinyin import initials, login_of, searchable, syllables


def test_initials_and_syllables_of_what_is_chinese_and_what_is_not() -> None:
    assert (initials("医政处"), syllables("医政处")) == ("yzc", "yizhengchu")
    assert (initials("第2医院 A"), initials("")) == ("d2yya", "")


def test_a_name_is_found_by_itself_its_initials_and_its_syllables() -> None:
    words = searchable("医政处", "", "ICU")
    assert all(word in words for word in ("医政处", "yzc", "yizhengchu", "icu"))


def test_a_login_is_ascii_and_free() -> None:
    assert login_of("欧阳静", ()) == "ouyangjing"
    assert login_of("欧阳静", ["ouyangjing", "ouyangjing2"]) == "ouyangjing3"
    assert login_of("·", ()) == "user"
