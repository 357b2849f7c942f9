"""Deploying diagrams with their forms: validated as a whole, versioned, parsed once and shared by all cases."""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from engine import decisions, dmn, forms, kernel
from engine.errors import Fault, Invalid, NotFound
from engine.forms import Message
from engine.ids import new_id
from engine.jurisdictions import EVERYWHERE
from engine.kernel.layout import with_layout
from engine.models import Definition, Job, Resource
from engine.settings import SettingOf, declared
from engine.start_timers import schedule
from engine.validation import faults_of
from engine.vocabulary import NAMES

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """One version of a process, parsed: immutable and shared among threads."""

    id: str
    key: str
    version: int
    name: str
    spec: kernel.Spec
    source: bytes
    forms: Mapping[str, forms.Form]
    settings: Mapping[str, SettingOf]
    decisions: Mapping[str, dmn.Model]

    @property
    def duty_key(self) -> str | None:
        """The duty whose parties are responsible for cases of this process."""
        return self.spec.properties.get("duty")

    def element(self, element_id: str) -> kernel.Element:
        """An element of the process by its id; those of a process it calls are asked of that one's version."""
        return self.spec.elements[element_id]

    @property
    def entry(self) -> str | None:
        """The element at which people start a case; None where it begins by itself."""
        return next((start.element for start in self.spec.starts if start.kind == "none"), None)

    def part_of(self, element_id: str | None) -> str | None:
        """The name of the part an element is in, by itself, its lane or what is around it."""
        element = self.spec.elements.get(element_id or "")
        while element is not None and element.part is None:
            element = self.spec.elements.get(element.parent or "")
        return element.part if element else None

    def name_of(self, element_id: str) -> str:
        """What people call an element."""
        element = self.spec.elements.get(element_id)
        return element.name or element_id if element else element_id


class Definitions:
    """The parsed definitions of a program, by id; a definition never changes, so nothing is ever stale."""

    def __init__(self) -> None:
        self._parsed: dict[str, Deployed] = {}
        self._lock = threading.Lock()

    def copy(self) -> "Definitions":
        """The same definitions, to which others can be added without these knowing."""
        found = Definitions()
        found._parsed.update(self._parsed)
        return found

    def get(self, session: Session, definition_id: str) -> Deployed:
        """A definition by its id; read and parsed on first use."""
        found = self._parsed.get(definition_id)
        if found is None:
            with self._lock:
                found = self._parsed.get(definition_id) or self._load(session, definition_id)
                self._parsed[definition_id] = found
        return found

    def _load(self, session: Session, definition_id: str) -> Deployed:
        row = session.get(Definition, definition_id, options=[selectinload(Definition.resources)])
        if row is None:
            raise NotFound(what=Message("流程版本", "this version of a process"))
        return _deployed(row, {resource.name: resource.content for resource in row.resources})


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is said of a version when it is published: by whom it was drawn, what is new, where and since when it holds.

    `place` "" is everywhere; without `since` it holds at once.
    """

    author_id: str | None = None
    note: str = ""
    place: str = EVERYWHERE
    since: datetime | None = None


def deploy(unit: "Unit", files: Mapping[str, bytes], said: Publication = Publication()) -> str:
    """Publish every executable process of one .bpmn with its .form and .dmn files. Gives the id of the first.

    The same files give the same one. A diagram that lacks a layout is kept with one, so that its cases can be drawn.
    Raises Invalid with all faults at once (rule, element, line, both languages); nothing is then written.
    """
    faults = faults_of(files, unit.processes, unit.rules)
    if faults:
        raise Invalid(faults)
    first, *_ = [_publish(unit, files, spec, said) for spec in specs_of(files, ref="")]
    return first


def remarks_of(files: Mapping[str, bytes]) -> list[Fault]:
    """What is deployed with files but not executed: settings of other engines in the diagram."""
    return [remark for name in files if name.endswith(".bpmn") for remark in kernel.remarks(files[name])]


def _publish(unit: "Unit", files: Mapping[str, bytes], spec: kernel.Spec, said: Publication) -> str:
    """One process of the files as the next version, unless it is the newest as it is."""
    digest = _digest(files)
    newest = unit.session.scalar(
        select(Definition).where(Definition.key == spec.process).order_by(Definition.version.desc()).limit(1)
    )
    if newest is not None and _is_same(newest, digest, said):
        return newest.id
    definition = Definition(
        id=new_id(unit.now),
        key=spec.process,
        version=(newest.version if newest else 0) + 1,
        name=spec.name,
        tag=spec.tag,
        digest=digest,
        published_at=unit.now,
        published_by=unit.actor.id if unit.actor else None,
        author_id=said.author_id,
        note=said.note,
        jurisdiction_code=said.place,
        since=said.since,
        resources=[Resource(id=new_id(unit.now), name=name, content=_kept(name, files[name])) for name in files],
    )
    unit.session.add(definition)
    unit.session.flush()
    if said.place == EVERYWHERE and said.since is None:
        schedule(unit, definition.id, spec)
    else:
        begin_at = said.since or unit.now
        unit.session.add(Job(id=new_id(unit.now), kind="force", due_at=begin_at, data={"key": definition.key}))
    return definition.id


def _is_same(newest: Definition, digest: str, said: Publication) -> bool:
    at_once = said.since is None and (newest.since is None or newest.since <= newest.published_at)
    same = newest.digest == digest and newest.jurisdiction_code == said.place
    return same and at_once and newest.state == "published"


def _kept(name: str, content: bytes) -> bytes:
    return with_layout(content) if name.endswith(".bpmn") else content


def specs_of(files: Mapping[str, bytes], ref: str) -> list[kernel.Spec]:
    """The executable processes of the one diagram among the files."""
    source = next(content for name, content in files.items() if name.endswith(".bpmn"))
    return kernel.parse(source, ref, names=NAMES)


def bound(session: Session, caller: str, process: str, version: kernel.Version) -> str | None:
    """The id of the version a call is bound to: deployed with the calling definition, or the newest with a tag.

    What was withdrawn is called on by the cases that run by it.
    """
    found = select(Definition.id).where(Definition.key == process)
    if version.binding == "deployment":
        together = select(Definition.digest).where(Definition.id == caller).scalar_subquery()
        found = found.where(Definition.digest == together)
    else:
        found = found.where(Definition.tag == version.tag, Definition.state == "published")
    return session.scalar(found.order_by(Definition.version.desc()).limit(1))


def _deployed(row: Definition, files: Mapping[str, bytes]) -> Deployed:
    spec = next(spec for spec in specs_of(files, ref=row.id) if spec.process == row.key)
    loaded = (forms.load(content, NAMES) for name, content in files.items() if name.endswith(".form"))
    return Deployed(
        id=row.id,
        key=row.key,
        version=row.version,
        name=row.name,
        spec=spec,
        source=next(content for name, content in files.items() if name.endswith(".bpmn")),
        forms={form.id: form for form in loaded},
        settings=declared(row.key, spec.properties),
        decisions=decisions.by_id(files),
    )


def _digest(files: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return total.hexdigest()
