"""The people of the demonstration: named by their posts, so that nobody real is meant."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.organizations import add_person, add_post, set_portfolio, share_password
from engine.rehearsal import offices
from engine.unit import Unit
from web.demo.places import COMMISSION, HEALTH_CENTRES, HOSPITALS, INSURERS, LEADERS, OFFICE

PASSWORD = "bangfu-2026"

PORTFOLIOS = {
    "fenguan1": ("分管领导（医政）", ("医政处", "医改办", "中医处")),
    "fenguan2": ("分管领导（基层公卫）", ("基层卫生处", "疾控处", "妇幼处", "爱卫办")),
    "fenguan3": ("分管领导（财务信息）", ("财务处", "规划信息处", OFFICE)),
    "fenguan4": ("分管领导（人事宣传）", ("人事处", "科教处", "宣传处", "办公室")),
}
"""Login -> who leads which departments of the commission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A login to try the demonstration with."""

    login: str
    who: str


FOR_TRYING = (
    Login(login="zhenggaiban", who="整改办经办：登记问题、裁定异议、公示、回头看"),
    Login(login="yizhengchu", who="牵头处室（医政处）经办：审核方案、现场核查"),
    Login(login="shiqiao", who="责任单位（石桥县卫生健康局）经办：认领、方案、整改、申请销号"),
    Login(login="shiqiao-fuzeren", who="责任单位负责人：审批延期"),
    Login(login="fenguan1", who="责任领导（分管医政）：审批方案、审批销号"),
    Login(login="hekou-tuandui", who="河口镇卫生院家庭医生团队：签约、随访、体检"),
    Login(login="shiqiao-renyi-neike", who="石桥县人民医院内科：会诊和转诊申请"),
    Login(login="shiyiyuan", who="云川市第一人民医院医务科：接收转诊、安排会诊、派驻人员"),
    Login(login="admin", who="系统管理员：人员、分工、日历、流程、异常"),
)

_LOGINS = {
    "办公室": "bangongshi", "整改办": "zhenggaiban", "医政处": "yizhengchu", "医改办": "yigaiban",
    "基层卫生处": "jicengchu", "疾控处": "jikongchu", "妇幼处": "fuyouchu", "财务处": "caiwuchu",
    "规划信息处": "guihuachu", "科教处": "kejiaochu", "中医处": "zhongyichu", "人事处": "renshichu",
    "宣传处": "xuanchuanchu", "爱卫办": "aiweiban",
    "石桥县卫生健康局": "shiqiao", "青禾县卫生健康局": "qinghe", "南渡县卫生健康局": "nandu",
    "云川市第一人民医院": "shiyiyuan", "云川市中医医院": "shizhongyi", "云川市妇幼保健院": "shifuyou",
    "石桥县人民医院": "shiqiao-renyi", "石桥县中医医院": "shiqiao-zhongyi", "青禾县人民医院": "qinghe-renyi",
    "南渡县人民医院": "nandu-renyi", "南渡县中医医院": "nandu-zhongyi",
}  # fmt: skip

_SUFFIXES = {"内科": "neike", "外科": "waike", "家庭医生团队": "tuandui", "全科门诊": "menzhen"}


def build(unit: Unit) -> list[str]:
    """Everybody, with the password printed for all; gives the persons' ids."""
    made = list(_everybody(unit))
    share_password(unit, made, PASSWORD)
    return made


def _everybody(unit: Unit) -> Iterator[str]:
    """A head and a member of staff for every department, leaders for commission and organizations; each as made."""
    ours = {}
    for office in offices(unit):
        home = office.organization == COMMISSION
        if home:
            ours[office.name] = office.id
        name = office.name if home else office.organization
        if name in _LOGINS and (home or office.front):
            yield _person(unit, _LOGINS[name], f"{name}经办", office.id, "staff")
            yield _person(unit, f"{_LOGINS[name]}-fuzeren", f"{name}负责人", office.id, "head")
    yield from _of_organizations(unit)
    for login, (name, portfolio) in PORTFOLIOS.items():
        person = _person(unit, login, name, ours[LEADERS], "leader")
        set_portfolio(unit, person, [ours[department] for department in portfolio])
        yield person
    yield _person(unit, "admin", "系统管理员", ours["办公室"], "administrator")
    yield _person(unit, "shejiyuan", "流程设计员", ours["规划信息处"], "designer")


def _of_organizations(unit: Unit) -> Iterator[str]:
    """People of wards, health centres and insurers, and who leads each of these organizations."""
    logins = {place.name: place.login for place in (*HEALTH_CENTRES, *INSURERS)}
    logins |= {name: _LOGINS[name] for name, _code, _grade in HOSPITALS}
    leaders = {place.name: place.leader for place in (*HEALTH_CENTRES, *INSURERS)}
    departments: dict[str, list[str]] = {}
    for office in offices(unit):
        if office.organization not in logins:
            continue
        departments.setdefault(office.organization, []).append(office.id)
        if office.front and office.organization in _LOGINS:
            continue
        name = office.organization if office.front else f"{office.organization}{office.name}"
        login = logins[office.organization] + ("" if office.front else f"-{_SUFFIXES[office.name]}")
        yield _person(unit, login, f"{name}经办", office.id, "staff")
        yield _person(unit, f"{login}-fuzeren", f"{name}负责人", office.id, "head")
    for organization, ids in departments.items():
        leader = f"{organization}{leaders.get(organization, '分管副院长')}"
        person = _person(unit, f"{logins[organization]}-lingdao", leader, ids[0], "leader")
        set_portfolio(unit, person, ids)
        yield person


def _person(unit: Unit, login: str, name: str, department_id: str, role: str) -> str:
    person = add_person(unit, name, login=login)
    add_post(unit, person, department_id, role)
    return person
