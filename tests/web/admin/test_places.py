"""Places on the administrator's pages: the tree, an organization with its departments, mergers."""

from __future__ import annotations

import re

from tests.web.commission import PLACE, Browser, Commission, id_of


def organization(browser: Browser, name: str = "云山市医院") -> str:
    """The address of a new organization's page."""
    browser.post("/admin/organizations", {"name": name, "kind": "hospital", "grade": "三级甲等", "jurisdiction": PLACE})
    found = re.search(rf'href="(/admin/organizations/[0-9a-z]+)">{name}', browser.get("/admin/places").text)
    assert found
    return found[1]


def test_jurisdictions_and_organizations_are_added_to_the_tree(commission: Commission) -> None:
    browser = commission.browser("admin")
    organization(browser)
    data = {"code": "990121", "name": "东坡县", "level": "county", "parent": PLACE}
    assert "已增加辖区" in browser.follow(browser.post("/admin/jurisdictions", data)).text
    page = browser.get("/admin/places").text
    assert all(words in page for words in ("云山市医院", "三级甲等", "综合办公室", "东坡县"))
    assert "已经登记" in browser.follow(browser.post("/admin/jurisdictions", data)).text
    found = browser.get("/admin/places?q=yssyy").text
    assert "云山市医院" in found and "石梁县卫生健康局" not in found.split("<main")[1]
    assert "没有符合条件的单位" in browser.get("/admin/places?q=没有").text


def test_departments_are_added_renamed_put_in_front_closed_and_opened(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = organization(browser)
    page = browser.follow(browser.post(f"{path}/departments", {"name": "医务科"})).text
    found = re.search(r'href="/admin/departments/(\w+)/merger"', page[page.index('value="医务科"') :])
    assert found
    department = f"{path}/departments/{found[1]}"
    assert 'value="医务部"' in browser.follow(browser.post(department, {"name": "医务部"})).text
    page = browser.follow(browser.post(f"{department}/activity?_verb=DELETE")).text
    assert f'action="{department}/activity"' in page
    browser.post(f"{department}/activity")
    browser.post(f"{path}/front/{found[1]}")
    assert "代表本单位收文" in browser.follow(browser.post(f"{department}/activity?_verb=DELETE")).text


def test_an_organization_is_edited_closed_and_opened(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = organization(browser)
    data = {"name": "云山市人民医院", "kind": "hospital", "jurisdiction": PLACE}
    assert "云山市人民医院" in browser.follow(browser.post(path, data)).text
    browser.post(f"{path}/activity?_verb=DELETE")
    assert "云山市人民医院" not in browser.get("/admin/places").text
    assert "云山市人民医院" in browser.get("/admin/places?closed=1").text
    browser.post(f"{path}/activity")
    assert "云山市人民医院" in browser.get("/admin/places").text


def test_a_merger_says_what_it_moves_before_it_does(commission: Commission) -> None:
    commission.register()
    browser = commission.browser("admin")
    path = f"/admin/departments/{id_of('county')}/merger"
    page = browser.get(path).text
    assert re.search(r"<dt>待办事项</dt><dd class=\"num\">1</dd>", page)
    assert f'value="{id_of("county")}"' not in page
    page = browser.follow(browser.post(path, {"target": id_of("medical")})).text
    assert "已合并" in page
    assert "石梁县卫生健康局医政股" in browser.get("/admin/aliases").text
    assert "药品储备不足" in commission.browser("reviewer").get("/inbox").text
