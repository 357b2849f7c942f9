"""The register: patients are found, narrowed and sorted by links and forms that need no script."""

from __future__ import annotations

from tests.engine.patients.illness import COUNTY, LI, TOWN, WANG
from tests.web.commission import Commission
from tests.web.patients.ward import start


def test_patients_are_listed_with_masked_numbers_and_found(ward: Commission) -> None:
    start(ward, place=TOWN, entitlement="孤儿", phone="13800001234")
    start(ward, name="李梅", identity=LI)
    browser = ward.browser("registrar")
    page = browser.get("/patients").text
    for said in ("王小明", "男 56岁", "640299********0010", "石桥县城关镇", "孤儿", "138****1234", "李梅", "共 2 人"):
        assert said in page
    assert WANG not in page and "13800001234" not in page
    asking = (("q=wxm", "王小明"), (f"q={LI}", "李梅"), (f"place={COUNTY}", "王小明"), ("entitlement=孤儿", "王小明"))
    for asked, found in asking:
        page = browser.get(f"/patients?{asked}").text
        assert found in page and "共 1 人" in page


def test_an_empty_register_says_how_patients_come_into_it_and_a_narrow_one_how_to_widen_it(ward: Commission) -> None:
    browser = ward.browser("registrar")
    assert "自动建立档案" in browser.get("/patients").text
    start(ward)
    assert "清除筛选" in browser.get("/patients?q=nobody").text
    assert "还没有您能查看的患者" in ward.browser("clerk").get("/patients").text


def test_headings_sort_and_pages_follow_one_another(ward: Commission) -> None:
    for number in range(23):
        start(ward, name=f"患者{number:02}", identity="", sex="男")
    browser = ward.browser("registrar")
    first = browser.get("/patients").text
    assert 'aria-sort="ascending"' in first and "患者00" in first and "患者22" not in first
    link = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "患者22" in browser.get(link).text
    assert "患者22" in browser.get("/patients?sort=new").text


def test_the_search_box_finds_patients_too(ward: Commission) -> None:
    _case, patient_id = start(ward)
    page = ward.browser("registrar").get("/search?q=wxm").text
    assert f"/patients/{patient_id}" in page and "640299********0010" in page
