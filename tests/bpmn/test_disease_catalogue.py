"""The catalogues of diseases: which names belong together, which count in which year, what is still to be confirmed."""

from __future__ import annotations

import pytest

from tests.bpmn.rules import Example, example, load, model, rows, wrong

KEY = "disease-catalogue"
NATIONAL = "cn.2017-01-01"
BATCHES = {
    2017: ["儿童先天性心脏病", "儿童白血病", "食管癌", "胃癌", "结肠癌", "直肠癌", "终末期肾病"],
    2018: ["肺癌", "肝癌", "乳腺癌", "宫颈癌", "急性心肌梗死", "白内障", "尘肺", "神经母细胞瘤", "儿童淋巴瘤",
           "骨肉瘤", "血友病", "地中海贫血", "唇腭裂", "尿道下裂"],
    2019: ["耐多药结核病", "脑卒中", "慢性阻塞性肺气肿", "艾滋病机会感染"],
    2020: ["膀胱癌", "卵巢癌", "肾癌", "重性精神疾病", "风湿性心脏病"],
}  # fmt: skip
OTHER_NAMES = {"食道癌": "食管癌", "尘肺病": "尘肺", "慢阻肺": "慢性阻塞性肺气肿", "严重精神障碍": "重性精神疾病"}
SUBTYPES = {
    "儿童房间隔缺损": "儿童先天性心脏病",
    "儿童室间隔缺损": "儿童先天性心脏病",
    "儿童急性淋巴细胞白血病": "儿童白血病",
    "儿童急性早幼粒细胞白血病": "儿童白血病",
}
FOUR = ["甲病", "乙病", "丙病", "丁病"]
TWENTY = [f"病{number}" for number in range(1, 21)]

EXAMPLES: dict[str, list[Example]] = {
    NATIONAL: [
        *(
            example("目录规模", size, 年度=year, 计数口径="病种")
            for year, size in ((2016, 0), (2017, 7), (2018, 21), (2019, 25), (2020, 30), (2026, 30))
        ),
        example("目录规模", 9, 年度=2017, 计数口径="亚型"),
        example("目录规模", 24, 年度=2019, 计数口径="两癌合一"),
        example("目录规模", 7, 年度=2017, 计数口径="两癌合一"),
        *(
            example("病名归并", {"病种": name, "亚型": None}, 诊断病名=name)
            for names in BATCHES.values()
            for name in names
        ),
        *(example("规范病名", name, 诊断病名=other) for other, name in OTHER_NAMES.items()),
        *(example("病名归并", {"病种": name, "亚型": sub}, 诊断病名=sub) for sub, name in SUBTYPES.items()),
        example("规范病名", "食管癌", 诊断病名=" 食道 癌 "),
        example("规范病名", None, 诊断病名="感冒"),
        example("纳入结论", "列入", 诊断病名="食道癌", 年度=2017),
        example("纳入结论", "未列入", 诊断病名="肺癌", 年度=2017),
        example("纳入结论", "列入", 诊断病名="肺癌", 年度=2018),
        example("纳入结论", "未列入", 诊断病名="感冒", 年度=2020),
    ],
    "990100.2019-01-01": [
        example("目录规模", 25, 年度=2019),
        example("目录规模", 30, 年度=2020),
        example("纳入结论", "列入", 诊断病名="慢阻肺", 年度=2019),
        example("纳入结论", "未列入", 诊断病名="肾癌", 年度=2019),
        example("纳入结论", "列入", 诊断病名="肾癌", 年度=2020),
        example("纳入结论", "待确认", 诊断病名="肺癌", 年度=2018),
    ],
    "990200.2020-01-01": [
        example("待确认种数", 4, 年度=2020, 地方病种=None),
        example("待确认种数", 3, 年度=2020, 地方病种=["甲病", "甲病", "肺癌"]),
        example("纳入结论", "列入", 诊断病名="食道癌", 年度=2020, 地方病种=None),
        example("纳入结论", "待确认", 诊断病名="甲病", 年度=2020, 地方病种=None),
        example("纳入结论", "列入", 诊断病名="甲病", 年度=2020, 地方病种=["甲病"]),
        example("纳入结论", "待确认", 诊断病名="乙病", 年度=2020, 地方病种=["甲病"]),
        example("纳入结论", "列入", 诊断病名="丁病", 年度=2020, 地方病种=FOUR),
        example("纳入结论", "未列入", 诊断病名="戊病", 年度=2020, 地方病种=FOUR),
        example("纳入结论", "待确认", 诊断病名="己病", 年度=2020, 地方病种=[*FOUR, "戊病"]),
    ],
    "990300.2018-08-30": [
        example("纳入结论", "待确认", 诊断病名="肺癌", 年度=2018, 地方病种=None),
        example("纳入结论", "列入", 诊断病名="食道癌", 年度=2018, 地方病种=["食管癌"]),
        example("纳入结论", "列入", 诊断病名="食道癌", 年度=2018, 地方病种=["食道癌"]),
        example("纳入结论", "未列入", 诊断病名="肺癌", 年度=2018, 地方病种=TWENTY),
        example("纳入结论", "待确认", 诊断病名="肺癌", 年度=2018, 地方病种=[*TWENTY, "多一种"]),
    ],
}


@pytest.mark.parametrize("version", EXAMPLES)
def test_the_catalogues_keep_to_their_examples(version: str) -> None:
    assert wrong(model(KEY, version), EXAMPLES[version]) == []


@pytest.mark.parametrize(("version", "row"), rows(KEY))
def test_no_row_of_a_catalogue_can_go_missing_unnoticed(version: str, row: str) -> None:
    assert wrong(load(KEY, version, removed=row), EXAMPLES[version]) != []


@pytest.mark.parametrize("year", BATCHES)
def test_the_national_catalogue_grows_by_its_batches(year: int) -> None:
    listed = model(KEY, NATIONAL).evaluate("国家目录", {"年度": year}).value
    # then it has what was announced up to that year, numbered through
    assert [each["病种"] for each in listed] == [
        name for batch, names in BATCHES.items() if batch <= year for name in names
    ]
    assert [each["序号"] for each in listed] == list(range(1, len(listed) + 1))
