"""Groups on the administrator's pages: whom a placeholder stands for."""

from __future__ import annotations

import re

from tests.web.commission import PLACE, Commission, id_of


def test_a_group_is_made_changed_and_removed(commission: Commission) -> None:
    browser = commission.browser("admin")
    data = {"name": "机关各处室", "jurisdiction": PLACE, "member": [id_of("medical")]}
    page = browser.follow(browser.post("/admin/groups", data)).text
    link = re.search(r'href="(/admin/groups/\w+)">机关各处室', page)
    assert link
    assert re.search(r'value="medical0+" id="[^"]+" checked', browser.get(link[1]).text)
    browser.post("/admin/groups", {**data, "member": [id_of("medical"), id_of("office")]})
    assert "云山市卫生健康委员会整改办" in browser.get("/admin/groups?q=整改办").text
    assert "已删除单位组" in browser.follow(browser.post(f"{link[1]}?_verb=DELETE")).text
    assert "没有单位组" in browser.get("/admin/groups").text
