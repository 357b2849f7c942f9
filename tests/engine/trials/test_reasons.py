"""Why an item lies where it lies, told to whoever draws the process."""

from __future__ import annotations

from engine.trials import looking
from engine.trials.reasons import Reasons, reasons
from engine.trials.trial import Trial
from engine.trials.verbs import By, Transfer
from tests.engine.commission import start_event, task
from tests.engine.trials.conftest import Trying

LED = """<bpmn:extensionElements><zeebe:properties><zeebe:property name="duty" value="rectification"/>
</zeebe:properties></bpmn:extensionElements>"""
LANES = """<bpmn:laneSet id="lanes"><bpmn:lane id="lane" name="责任领导"><bpmn:flowNodeRef>first</bpmn:flowNodeRef>
</bpmn:lane></bpmn:laneSet>"""


def one_step(step: str, lanes: str = "") -> str:
    return f"{LED}{lanes}{start_event()}\n{step}\n<bpmn:endEvent id='end'/>\nstart -> first\nfirst -> end"


def told(trial: Trial) -> Reasons:
    (item,) = looking.open_now(trial)
    return reasons(trial, item.item_id)


def words(found: Reasons) -> dict[str, list[str]]:
    return {one.name: [because.zh for because in one.because] for one in found.receivers}


def test_a_department_has_it_by_the_duty_and_another_in_copy(trying: Trying) -> None:
    found = told(trying(one_step(task("first", "duty.lead", copies="=duty.support"))))
    assert words(found) == {
        "云川市卫生健康委员会医政处": ["任务分工“问题整改”的牵头处室"],
        "云川市卫生健康委员会规划信息处": ["任务分工“问题整改”的配合单位"],
    }
    assert [one.zh for one in found.step] == ["候选处室按 =duty.lead", "抄送按 =duty.support"]
    assert [one.role for one in found.receivers] == ["lead", "support"]


def test_a_leader_has_it_by_the_portfolio_in_the_leaders_lane(trying: Trying) -> None:
    found = told(trying(one_step(task("first", "[]", users="duty.leaders"), LANES)))
    assert words(found) == {
        "分管领导（医政）": ["分管牵头处室云川市卫生健康委员会医政处的领导", "云川市卫生健康委员会的领导"]
    }
    assert found.step[0].zh == "泳道“责任领导”"


def test_the_department_that_started_the_case_has_it_for_that(trying: Trying) -> None:
    assert words(told(trying(one_step(task("first", "[starter.department]"))))) == {
        "云川市卫生健康委员会整改办": ["登记本事项的处室"]
    }


def test_nobody_found_means_the_administrators_with_the_reason(trying: Trying) -> None:
    found = told(trying(one_step(task("first", "[]"))))
    assert words(found) == {"系统管理员": ["云川市卫生健康委员会的系统管理员"]}
    assert "没有找到承办处室" in found.step[-1].zh


def test_what_was_handed_on_says_so(trying: Trying) -> None:
    trial = trying(one_step(task("first", "duty.lead")))
    trial.perform(Transfer(element="first", to=By(name="医改办"), opinion="属医改"))
    found = told(trial)
    assert found.step[-1].zh == "转办给云川市卫生健康委员会医改办：属医改"
    assert words(found) == {"云川市卫生健康委员会医改办": []}
