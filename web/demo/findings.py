"""The findings of the demonstration: what inspections found where, each touching one task of the notice."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

_TOWNS = ("", "城关镇", "青山乡", "河口镇", "白塔镇", "松林乡")
"""Townships, which every county of the demonstration has; "" stands for the whole county."""

SOURCES = (
    "中央专项巡视", "扶贫成效考核", "省际交叉考核", "第三方评估", "东西部协作考核", "新闻媒体暗访", "省委巡视",
    "专项检查", "大数据监督检查",
)  # fmt: skip

_KINDS = (
    (
        "{place}大病患者台账更新不及时",
        "医疗救治",
        1,
        "抽查 20 份台账，6 份逾月未更新，2 名患者出院后没有随访记录。",
    ),
    ("{place}家庭医生随访次数不足", "政策落实", 2, "抽查 30 名慢病患者，9 人全年随访少于 4 次。"),
    ("{place}先诊疗后付费未执行到位", "政策落实", 3, "2 名住院患者入院时被要求交押金，窗口没有公示政策。"),
    ("{place}远程会诊设备闲置", "基础设施", 4, "设备安装后一年内只使用 3 次，没有排班和管理制度。"),
    ("{place}村卫生室用房不达标", "基础设施", 5, "3 个村卫生室没有独立诊室，药品与生活用品混放。"),
    ("{place}对口帮扶人员驻点时间不足", "对口帮扶", 6, "1 名派驻医师连续驻点不满六个月即返回，没有交接记录。"),
    ("{place}村卫生室未配备合格村医", "人才队伍", 7, "3 个村没有持证村医，由邻村代管，每周只到一次。"),
    ("{place}中医馆没有正常开诊", "医疗救治", 8, "中医馆建成后没有中医师坐诊，中药饮片不足 30 种。"),
    ("{place}结核病患者规则服药管理不严", "医疗救治", 9, "5 名患者服药卡没有按月登记。"),
    ("{place}高危孕产妇专案管理有遗漏", "医疗救治", 10, "2 名高危孕产妇没有纳入专案管理。"),
    ("{place}健康知识宣传流于形式", "工作作风", 11, "宣传栏两年没有更换，居民知晓率低。"),
    ("{place}患病人口数据与实际不符", "数据质量", 12, "系统数据与入户核查比对，12 人病种填写错误。"),
    ("{place}反馈问题整改销号材料不全", "工作作风", 13, "3 个已销号问题没有现场核查记录。"),
    ("{place}大病患者定点医院不明确", "医疗救治", 1, "9 名患者说不清定点医院，告知书没有签收。"),
    ("{place}罕见病患者没有纳入救治", "医疗救治", 1, "2 名患者确诊半年仍未建立救治台账。"),
    ("{place}一站式结算窗口不能正常使用", "政策落实", 3, "窗口系统停用两周，患者往返三次才完成结算。"),
    ("{place}住院押金没有全部退还", "政策落实", 3, "5 名患者的押金出院一个月后仍未退还。"),
    ("{place}帮扶协议没有具体目标", "对口帮扶", 6, "协议没有写明帮扶科室、技术项目和考核办法。"),
    ("{place}帮扶科室没有形成带教", "对口帮扶", 6, "帮扶一年，受援科室没有人能独立开展新技术。"),
    ("{place}补助资金拨付滞后", "资金管理", 3, "垫付费用超过三个月没有拨付到医院。"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: texts of the start form, the number of the task it touches, and its units by name."""

    title: str
    source: str
    document: str
    category: str
    difficulty: str
    description: str
    task: int
    units: tuple[str, ...]
    common: bool


def findings(random: Random, units: tuple[str, ...], tasks: tuple[int, ...] = ()) -> Iterator[Finding]:
    """Findings without end, spread over the units; only such as touch the tasks, where these are given."""
    kinds = [kind for kind in _KINDS if not tasks or kind[2] in tasks]
    number = 0
    while True:
        for unit in random.sample(units, len(units)):
            number += 1
            title, category, task, description = kinds[number % len(kinds)]
            neighbours = [one for one in units if one != unit and one[:3] == unit[:3]]
            several = bool(neighbours) and random.random() < 0.12
            yield Finding(
                title=title.format(place=_place(random, unit)),
                source=random.choice(SOURCES),
                document=f"检查反馈〔2026〕{random.randint(1, 60)}号",
                category=category,
                difficulty=random.choices(("Ⅰ", "Ⅱ", "Ⅲ"), (2, 5, 3))[0],
                description=description,
                task=task,
                units=(unit, random.choice(neighbours)) if several else (unit,),
                common=several,
            )


def _place(random: Random, unit: str) -> str:
    """Where a unit's fault was found: in its house, or anywhere in the county of a bureau."""
    county = unit.removesuffix("卫生健康局")
    return unit if county == unit else county + random.choice(_TOWNS)
