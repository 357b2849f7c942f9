"""The confirmation page: proposals shown, decided otherwise, and put in force."""

from __future__ import annotations

import html
import re

from tests.engine.notices import shapes
from tests.web.commission import Browser, Commission
from tests.web.duties.test_library import imported


def fields(page: str) -> dict[str, list[str]]:
    """What a browser would send of the page's form if nobody changed anything."""
    found: dict[str, list[str]] = {}
    form = page[page.index('class="confirmation"') : page.rindex("</form>")]
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside) or re.search(r'value="([^"]*)"', inside)
        found[name] = [html.unescape(chosen[1])] if chosen else []
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or " checked" in tag):
            found.setdefault(name[1], []).append(html.unescape(value[1]) if value else "")
    return found


def prepared(browser: Browser, text: str) -> str:
    path = imported(browser, text)
    browser.post(f"{path}/answers", {"rest": "1"})
    return path


def test_a_notice_is_put_in_force_as_the_page_proposes(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = prepared(browser, shapes.BRACKETS_AT_THE_END)
    page = browser.get(f"{path}/confirmation").text
    assert all(words in page for words in ("石桥县卫生健康局", "医政医管股", "钱甲", "新建人员"))
    answer = browser.post(f"{path}/confirmation", fields(page))
    done = browser.follow(answer).text
    assert "文件已生效。新建单位1个、处室2个、人员2名" in done
    assert "执行中" in done
    register = browser.get("/duties?q=yzygg").text
    assert "组好巡诊队伍" in register and "钱甲" in register


def test_a_name_may_become_an_existing_department(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = prepared(browser, shapes.TABLE_IN_TEXT)
    sent = fields(browser.get(f"{path}/confirmation").text)
    number = next(name[5:] for name, value in sent.items() if name.startswith("name-") and value == ["药政处"])
    medical = re.search(
        r'value="(medical0+)"', browser.get(f"{path}/confirmation").text
    )[1]  # type: ignore[index]  # fmt: skip
    browser.post(f"{path}/confirmation", {**sent, f"kind-{number}": "existing", f"department-{number}": medical})
    assert "药政处" in browser.get("/admin/aliases").text
    page = browser.get(f"/duties?department={medical}").text
    assert "常用药品送到村口" in page


def test_a_decision_that_is_missing_is_asked_for_and_nothing_typed_is_lost(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = prepared(browser, shapes.BRACKETS_AT_THE_END)
    sent = fields(browser.get(f"{path}/confirmation").text)
    answer = browser.post(
        f"{path}/confirmation", {**sent, "kind-0": "existing", "department-0": "", "person-name-1": "孙小乙"}
    )
    assert answer.status_code == 422
    assert "请选择处室或单位" in answer.text and "孙小乙" in answer.text
    assert "待确认" in browser.get(path).text


def test_a_confirmed_notice_is_not_confirmed_again(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = prepared(browser, shapes.BRACKETS_AT_THE_END)
    sent = fields(browser.get(f"{path}/confirmation").text)
    browser.post(f"{path}/confirmation", sent)
    assert browser.post(f"{path}/confirmation", sent).status_code in (302, 303)
    assert "已经确认过" in browser.follow(browser.get(f"{path}/confirmation")).text
