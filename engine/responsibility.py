"""The duty a case is done under: frozen when it starts, and for a called process with a duty of its own when asked."""

from typing import TYPE_CHECKING, Any

from engine import duties
from engine.definitions import Deployed
from engine.errors import Refused
from engine.models import Case

if TYPE_CHECKING:
    from engine.unit import Unit


def frozen_duty(unit: "Unit", wanted: str | None, jurisdiction: str, otherwise: str | None = None) -> dict[str, Any]:
    """Who is responsible now, by the key or the id of a duty, to be kept; of no duty nobody is.

    Where none is in force the department `otherwise` is, with its leaders; raises Refused without one.
    """
    if wanted is None:
        return {"id": None, "key": None, "task": None, "lead": [], "support": [], "leaders": [], "mode": "single"}
    found = duties.responsible(unit, wanted, jurisdiction, unit.now.date())
    if found is None and otherwise is not None:
        leaders = list(duties.leaders_of(unit, [otherwise]))
        return {"id": None, "key": wanted, "task": None, "lead": [otherwise], "support": [], "leaders": leaders,
                "mode": "single"}  # fmt: skip
    if found is None:
        raise Refused(
            zh=f"本辖区没有生效的任务分工“{wanted}”，请先在“任务分工”中导入文件并确认分工。",
            en=f"no duty {wanted!r} is in force in this jurisdiction; import a notice and confirm its duties first.",
        )
    return {
        "id": found.duty_id,
        "key": found.key,
        "task": found.task,
        "lead": list(found.lead),
        "support": list(found.support),
        "leaders": list(found.leaders),
        "mode": found.mode,
    }


def duty_of(unit: "Unit", case: Case, deployed: Deployed) -> dict[str, Any]:
    """The duty for steps of a process of the case: its own, or that of a called process which names another one.

    The latter is frozen when it is first asked for, so that all steps of the case find the same people.
    """
    own: dict[str, Any] = case.frozen["duty"]
    key = deployed.duty_key
    if deployed.id == case.definition_id or key in (None, own["key"]):
        return own
    called: dict[str, dict[str, Any]] = case.frozen.get("called", {})
    if key not in called:
        called = {**called, key: frozen_duty(unit, key, case.jurisdiction_code)}
        case.frozen = {**case.frozen, "called": called}
    return called[key]
