"""What expressions and services of a case can see and do, beyond its variables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from engine import duties, kernel, neighbours
from engine.deadlines import feel_functions
from engine.decisions import decide
from engine.definitions import Deployed, bound
from engine.desk import CaseDesk
from engine.in_force import in_force
from engine.models import Case, Patient
from engine.patients.facts import facts
from engine.places import names_of
from engine.responsibility import duty_of
from engine.settings.values import values
from engine.workdays import Calendar

if TYPE_CHECKING:
    from engine.unit import Unit

Key = TypeVar("Key")
class Lazy(Mapping[Key, Any]):
    """A mapping read from the database only when an expression looks into it."""

    def __init__(self, read: Callable[[], Mapping[Key, Any]]) -> None:
        self._read = read
        self._values: Mapping[Key, Any] | None = None

    def _known(self) -> Mapping[Key, Any]:
        if self._values is None:
            self._values = self._read()
        return self._values

    def __getitem__(self, key: Key) -> Any:
        return self._known()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())


def environment(unit: "Unit", case: Case, deployed: Deployed, desk: CaseDesk) -> kernel.Environment:
    """The surroundings in which the kernel runs one case, and the processes it calls by their own versions."""

    def specs(process: str, ref: str | None) -> kernel.Spec:
        found = unit.definitions.get(unit.session, ref) if ref else in_force(unit, process, case.jurisdiction_code)
        return found.spec

    def found(process: str, version: kernel.Version) -> kernel.Spec:
        id_ = bound(unit.session, deployed.id, process, version)
        if id_ is None:
            raise kernel.NoSuchProcess(process)
        return unit.definitions.get(unit.session, id_).spec

    known = functions(unit, case.jurisdiction_code)
    return kernel.Environment(
        context=context(unit, case, deployed),
        functions=known,
        services={
            name: _bound(unit, service, desk) for process in unit.processes.values() for name, service in
            process.services.items()
        },
        decisions=lambda decision, variables, part: decide(
            unit, case, deployed.decisions, decision, variables, known, part
        ),
        specs=specs,
        bound=found,
        may_go_on=unit.engine.may_go_on,
        within=lambda ref: environment(unit, case, unit.definitions.get(unit.session, ref), desk),
    )  # fmt: skip


def context(unit: "Unit", case: Case, deployed: Deployed) -> dict[str, Any]:
    """The names every expression of a case knows: case, duty, starter, settings, patient and me.

    `patient` is null where the case is about nobody, `me` where the system acts. Settings and duty are those of the
    process the expression stands in, the case's own or a called one.
    """
    return {
        "case": {
            "id": case.id,
            "number": case.number,
            "title": case.title,
            "started": case.started_at,
            "jurisdiction": case.jurisdiction_code,
        },
        "duty": Lazy(lambda: duty_of(unit, case, deployed)),
        "starter": case.frozen["starter"],
        "settings": settings(unit, deployed, case.jurisdiction_code),
        "patient": Lazy(lambda: facts(unit.session.get_one(Patient, case.patient_id), unit.now.date()))
        if case.patient_id else None,
        "me": me(unit),
    }  # fmt: skip


def settings(unit: "Unit", deployed: Deployed, jurisdiction_code: str) -> Mapping[str, Any]:
    """The settings of a process at a place."""
    return Lazy(lambda: values(unit, deployed.settings.values(), jurisdiction_code))


def me(unit: "Unit") -> dict[str, Any] | None:
    """Who acts, as expressions see it: {id, name, department}; the department is that of the first post."""
    if unit.actor is None:
        return None
    department = next((post.department_id for post in unit.actor.posts), None)
    return {"id": unit.actor.id, "name": unit.actor.name, "department": department}


def functions(unit: "Unit", jurisdiction_code: str) -> dict[str, Callable[..., Any]]:
    """The functions of the engine that expressions may call; see `engine.vocabulary.NAMES`."""
    return {
        **feel_functions(Calendar(Lazy(lambda: unit.calendar(jurisdiction_code).days))),
        "leaders of": lambda departments: duties.leaders_of(unit, _ids(departments)),
        "heads of": lambda departments: duties.heads_of(unit, _ids(departments)),
        "names of": lambda departments: "、".join(names_of(unit.session, _ids(departments))),
        "organization of": lambda department: neighbours.organization_of(unit, department),
        "departments of": lambda department: neighbours.departments_of(unit, department),
        "persons of": lambda department: neighbours.persons_of(unit, department),
        "members of": lambda group: neighbours.members_of(unit, group, jurisdiction_code),
    }


def _bound(
    unit: "Unit", service: Callable[..., Any], desk: CaseDesk
) -> Callable[[dict[str, Any], dict[str, str]], Any]:
    """The service as the kernel calls it: what a failing one wrote is taken back, so that its incident can be kept."""

    def call(inputs: dict[str, Any], headers: dict[str, str]) -> Any:
        with unit.session.begin_nested():
            return service(inputs, headers, desk)

    return call


def _ids(departments: str | Sequence[str] | None) -> list[str]:
    if departments is None:
        return []
    return [departments] if isinstance(departments, str) else [one for one in departments if one is not None]
