"""A commission in which drafts are decided upon by the process that comes with the installation."""

from __future__ import annotations

from collections.abc import Iterator

import bpmn
from engine import commands, definitions, drafts
from tests.engine.commission import Commission
from workflows.process_publication import process

(FOLDER,) = (folder for folder in bpmn.folders() if folder.name == "process-publication")
NEW = b"<bpmn:documentation>new</bpmn:documentation><bpmn:startEvent"


def commission(url: str) -> Iterator[Commission]:
    with Commission(url, process) as found:
        found.do(None, definitions.deploy, bpmn.files(FOLDER))
        yield found


def drawn(office: Commission, key: str = "visit") -> str:
    """A draft of the designer that can be deployed."""
    return str(office.do("designer", drafts.begin_blank, key, "入户走访"))


def decide(office: Commission, decision: str, login: str = "admin", **answers: str) -> None:
    """The designer's department has no leader of its own, so the administrator decides."""
    office.complete(login, "approve", decision=decision, **answers)


def published(office: Commission, key: str = "visit", **said: object) -> str:
    """A version of a draft that was submitted and approved; gives its id."""
    draft = drawn(office, key)
    office.do("designer", commands.submit, draft, "新增", **said)
    decide(office, "approve")
    return str(office.look("designer", lambda view: drafts.draft_view(view, draft).published_id))
