"""Confirming a notice: departments, leaders, portfolios and groups come into being, and its duties count."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.duties.decisions import Becomes, Decisions, Leader
from engine.duties.names import kind_of
from engine.duties.questions import imported, open_questions
from engine.errors import NotFound, Refused
from engine.models import Alias, Department, Notice, Organization
from engine.organizations import bindings, persons, structure
from engine.organizations.access import administrators_only
from engine.organizations.faults import wrong

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(slots=True, kw_only=True)
class Made:
    """How many organizations, departments, persons, aliases and groups a confirmation brought into being."""

    organizations: int = 0
    departments: int = 0
    persons: int = 0
    aliases: int = 0
    groups: int = 0


def confirm(unit: "Unit", notice_id: str, decisions: Decisions) -> Made:
    """Put a notice in force as decided.

    Raises Refused while questions are open or a name has no decision; InvalidAnswers (fields `name:NAME`) where a
    decision cannot be carried out. Nothing is then written.
    """
    administrators_only(unit, "确认文件")
    notice = imported(unit, notice_id)
    _check(notice, decisions)
    confirmation = _Confirmation(unit, notice, decisions)
    confirmation.run()
    _supersede(unit, notice, decisions.supersedes)
    notice.state = "in_force"
    unit.session.flush()
    return confirmation.made


def withdraw(unit: "Unit", notice_id: str) -> None:
    """Take a notice out of force, or discard one that was never confirmed; the text and its duties are kept."""
    administrators_only(unit, "撤回文件")
    notice = unit.session.get(Notice, notice_id)
    if notice is None:
        raise NotFound(what="该文件")
    if notice.state not in ("imported", "in_force"):
        raise Refused(zh="该文件已不在执行中。", en="this notice is no longer in force.")
    notice.state = "withdrawn"


def reinstate(unit: "Unit", notice_id: str) -> None:
    """Undo a withdrawal: the notice waits to be confirmed, or is in force again if its names had been resolved."""
    administrators_only(unit, "恢复文件")
    notice = unit.session.get(Notice, notice_id)
    if notice is None or notice.state != "withdrawn":
        raise Refused(zh="该文件没有被撤回。", en="this notice has not been withdrawn.")
    parties = [party for duty in notice.duties for party in duty.parties]
    resolved = any(party.department_id or party.person_id for party in parties)
    notice.state = "in_force" if resolved else "imported"


def _check(notice: Notice, decisions: Decisions) -> None:
    asked = open_questions(notice)
    if asked:
        raise Refused(
            zh=f"还有{asked}处疑问没有答复，请先逐一答复。",
            en=f"{asked} question(s) are still open; answer them first.",
        )
    for party in (party for duty in notice.duties for party in duty.parties):
        table = (
            decisions.groups if party.group_name else decisions.leaders if party.role == "leader" else decisions.names
        )
        if party.name not in table:
            raise Refused(zh=f"请为“{party.name}”选择对应的单位或人员。", en=f"say whom {party.name} means.")


class _Confirmation:
    """One confirmation while it runs: what each name has become so far."""

    def __init__(self, unit: "Unit", notice: Notice, decisions: Decisions) -> None:
        self.unit, self.notice, self.decisions = unit, notice, decisions
        self.made = Made()
        self.home = ""
        self.departments: dict[str, str] = {}
        self.leaders: dict[str, str] = {}

    def run(self) -> None:
        """Everything in the order in which one depends on the other."""
        self._find_home()
        for name, becomes in self.decisions.names.items():
            self.departments[name] = self._department(name, becomes)
            self._remember(name, self.departments[name])
        for name, leader in self.decisions.leaders.items():
            self.leaders[name] = self._leader(leader)
        for name, references in self.decisions.groups.items():
            members = [self._referred(reference) for reference in references]
            bindings.set_group(self.unit, self.notice.jurisdiction_code, name, members)
            self.made.groups += 1
        self._resolve()

    def _find_home(self) -> None:
        decided = self.decisions
        self.home = decided.home_id
        if not self.home:
            self.home = self._organization(decided.home_name, decided.home_kind, self.notice.jurisdiction_code)

    def _department(self, name: str, becomes: Becomes) -> str:
        match becomes.kind:
            case "existing":
                if not becomes.department_id:
                    raise wrong(f"name:{name}", "请选择处室或单位。", "Please choose the department.")
                return structure.department_of(self.unit, becomes.department_id).id
            case "home":
                return self._front(self.home)
            case "department":
                return self._inner(becomes.name)
        place = self.notice.jurisdiction_code
        return self._front(self._organization(becomes.name, becomes.organization_kind, place))

    def _inner(self, name: str) -> str:
        known = select(Department.id).where(Department.organization_id == self.home, Department.name == name.strip())
        found = self.unit.session.scalar(known)
        if found:
            return found
        self.made.departments += 1
        return structure.add_department(self.unit, self.home, name)

    def _organization(self, name: str, kind: str, place: str) -> str:
        found = self.unit.session.scalar(select(Organization.id).where(Organization.name == name.strip()))
        if found:
            return found
        self.made.organizations += 1
        return structure.add_organization(self.unit, name, kind, place)

    def _front(self, organization_id: str) -> str:
        front = select(Department.id).where(Department.organization_id == organization_id, Department.front)
        found = self.unit.session.scalar(front.limit(1))
        if found is None:
            raise NotFound(what="该单位的收文处室")
        return found

    def _leader(self, leader: Leader) -> str:
        person_id = leader.person_id
        if not person_id:
            person_id = persons.add_person(self.unit, leader.name, title=leader.title)
            self.made.persons += 1
        persons.add_post(self.unit, person_id, self._front(self.home), "leader")
        bindings.extend_portfolio(self.unit, person_id, [self._referred(name) for name in leader.portfolio])
        return person_id

    def _referred(self, reference: str) -> str:
        """The department a reference of `Decisions` means."""
        if reference == "home:":
            return self._front(self.home)
        if reference.startswith("name:"):
            name = reference.removeprefix("name:")
            if name not in self.departments:
                raise NotFound(what=f"“{name}”")
            return self.departments[name]
        if reference.startswith("new:"):
            _, place, name = reference.split(":", 2)
            return self._front(self._organization(name, kind_of(name), place))
        return structure.department_of(self.unit, reference).id

    def _remember(self, name: str, department_id: str) -> None:
        """What a notice called a department it may call it again: keep the name as an alias."""
        department = structure.department_of(self.unit, department_id)
        place = self.notice.jurisdiction_code
        own = (department.full_name, department.name) if not department.front else (department.full_name,)
        known = select(Alias.id).where(Alias.jurisdiction_code == place, Alias.name == name)
        if name not in own and not self.unit.session.scalar(known):
            bindings.set_alias(self.unit, place, name, department_id)
            self.made.aliases += 1

    def _resolve(self) -> None:
        for duty in self.notice.duties:
            if duty.sequence in self.decisions.keys:
                duty.key = self.decisions.keys[duty.sequence] or None
            for party in duty.parties:
                if party.role == "leader":
                    party.person_id = self.leaders[party.name]
                elif not party.group_name:
                    party.department_id = self.departments[party.name]


def _supersede(unit: "Unit", notice: Notice, older_id: str | None) -> None:
    older = unit.session.get(Notice, older_id) if older_id else None
    if older is None:
        return
    if older.state != "in_force" or older.id == notice.id:
        raise Refused(zh="所选的旧文件已不在执行中。", en="the older notice chosen is no longer in force.")
    older.state, older.superseded_by = "superseded", notice.id
