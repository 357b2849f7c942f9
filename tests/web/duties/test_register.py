"""The pages of duties: listed, searched, one with its history beside the original text, edited and added."""

from __future__ import annotations

import re

from tests.engine.notices import shapes
from tests.web.commission import Browser, Commission, id_of
from tests.web.duties.test_confirmation import fields, prepared


def in_force(browser: Browser, text: str = shapes.TABLE_IN_TEXT) -> str:
    path = prepared(browser, text)
    browser.post(f"{path}/confirmation", fields(browser.get(f"{path}/confirmation").text))
    return path


def duty(browser: Browser, words: str) -> str:
    """The address of the duty whose task has these words."""
    found = re.search(rf'href="(/duties/[0-9a-f]{{32}})"[^>]*>[^<]*{words}', browser.get("/duties?state=all").text)
    assert found
    return found[1]


def test_everybody_searches_the_duties(commission: Commission) -> None:
    path = in_force(commission.browser("admin"))
    browser = commission.browser("clerk")
    notice_id = path.removeprefix("/notices/")
    of_notice = browser.get(f"/duties?notice={notice_id}").text
    assert "/duties/duty000" not in of_notice and f'value="{notice_id}" selected' in of_notice
    page = browser.get("/duties").text
    assert "建好山区巡诊车队" in page and "问题整改" in page
    assert "导入文件" not in page
    narrowed = browser.get("/duties?q=送到村口").text
    assert "常用药品" in narrowed and "建好山区巡诊车队" not in narrowed
    assert "没有符合条件的任务" in browser.get("/duties?q=没有这件事").text
    assert "管好转诊档案" in browser.get("/duties?mode=each").text
    assert "建好山区巡诊车队" not in browser.get("/duties?mode=each").text


def test_a_duty_stands_beside_its_lines_in_the_original(commission: Commission) -> None:
    admin = commission.browser("admin")
    in_force(admin)
    page = commission.browser("clerk").get(duty(admin, "常用药品")).text
    line = r'<li id="line-\d+" class="marked"><span class="line-number">\d+</span><span>(.*?)</span>'
    marked = re.findall(line, page)
    assert [text.split("\t")[1] for text in marked] == ["常用药品送到", "村口。"]
    assert "修改</a>" not in page


def test_pages_of_many_duties_are_turned(commission: Commission) -> None:
    browser = commission.browser("admin")
    rows = [["序号", "工作任务", "牵头单位"], *([str(n), f"办好第{n}件实事", "医政处"] for n in range(1, 31))]
    in_force(browser, shapes.tabs(rows).decode())
    first = browser.get("/duties?q=实事").text
    assert "办好第20件实事" in first and "办好第21件实事" not in first
    link = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")  # type: ignore[index]
    second = browser.get(link).text
    assert "办好第21件实事" in second and "办好第20件实事" not in second and "共 30 件" in second


def test_a_made_up_address_answers_in_words(commission: Commission) -> None:
    assert "未找到" in commission.browser("clerk").get(f"/duties/{'0' * 32}").text
    assert commission.browser("clerk").get("/duties?cursor=abc&sort=nonsense&mode=x").status_code == 200


def test_strangers_are_sent_to_sign_in(commission: Commission) -> None:
    assert "/login" in commission.browser().get("/duties").headers["Location"]
    assert id_of("admin") not in commission.browser("clerk").get("/duties").text
