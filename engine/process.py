"""What a module of `workflows/` may import: the words in which it says what a diagram cannot."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from engine.papers.sheet import (
    CaseValues,
    Fields,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Sheet,
    Signatures,
    Table,
    worded,
)

__all__ = [
    "ENTITLED", "IDENTIFIED", "PATIENT_STATES", "Bar", "CaseValues", "Column", "Desk", "Fields", "Heading",
    "IntakeColumn", "Measure", "Moment", "Offered", "PageBreak", "Paper", "Paragraph", "PatientOf", "Process",
    "Service", "ServiceFailed", "Sheet", "Signatures", "Table", "worded",
]  # fmt: skip

KINDS = ("text", "date", "number", "money", "identity", "departments", "list")
"""Of columns: `money` is yuan, written with two decimals; `identity` a number of which only the ends are shown."""

MOMENTS = ("treatment", "consultation", "referral", "money", "follow_up", "examination", "help")
"""Kinds of moments in a patient's life: 救治, 会诊, 转诊, 费用, 随访, 体检, 帮扶."""


class Desk(Protocol):
    """What a service function may ask of the engine while its case stands still."""

    @property
    def now(self) -> datetime:
        """The moment of the step, in Beijing time."""

    @property
    def case_number(self) -> str:
        """The number people quote."""

    def next_number(self, series: str) -> int:
        """The next number of a series, starting at 1; given out in the transaction of the step."""

    def start(self, key: str, variables: Mapping[str, Any]) -> str:
        """Start a case linked to this one, in the transaction of the step; gives its number.

        It is about the same patient unless its variables name somebody else.
        """

    @property
    def patient(self) -> Mapping[str, Any] | None:
        """What is known of the case's patient now, as `patient` in expressions; None where a case is about nobody.

        id, name, identity, sex (男, 女), birth, age (whole years today), phone, place (code), address, entitlement with
        entitled_from and entitled_until, guardian, guardian_relation, guardian_phone, state (living, died, moved),
        state_on. What is unknown is None.
        """

    def change_patient(self, **facts: Any) -> None:
        """Note in the patient's record what the case has found out, in the transaction of the step.

        Named as in `patient`; an entitlement begins today unless `entitled_from` says otherwise. identity, name, sex,
        birth and age are for the pages of patients alone.
        """

    def lock_draft(self, draft: str) -> None:
        """Let nobody edit the draft of a process while this case decides about it."""

    def reopen_draft(self, draft: str, opinion: str) -> None:
        """Give the draft back to its designers, with the opinion of who returned it."""

    def publish_draft(self, draft: str, *, note: str, place: str, since: datetime | None) -> int:
        """Make a version of the draft, in force at a place ("" everywhere) from a moment on; gives its number."""

    def rows(self, key: str, **facts: str) -> list[Mapping[str, Any]]:
        """Ledger values of the cases of another process in this case's jurisdiction and below, the oldest first.

        Each is {name of a column or shared value: value, "case": {number, title, state, stage, started, ended}};
        `facts` are values of columns that ledger can be filtered by. At most 1,000.
        """

    def rows_since(self, key: str, since: date) -> Iterator[Mapping[str, Any]]:
        """The same of all that were open on a day or later, however many: for sums over a whole year."""

    def patient_rows(self, key: str | None = None) -> list[Mapping[str, Any]]:
        """The same for this case's patient, wherever the cases are, of one process or of all; not this case itself."""


Service = Callable[[dict[str, Any], dict[str, str], Desk], Mapping[str, Any] | None]
"""A service function: (inputs, headers, desk) -> the variables it sets; an exception becomes an incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A service function in the words in which the designer offers it: its label, and name -> label of the rest."""

    run: Service
    label: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    """The input variables it reads; the designer asks for an expression for each."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Its fixed parameters (zeebe:taskHeaders)."""
    gives: Mapping[str, str] = field(default_factory=dict)
    """The variables it sets; unless the step maps other outputs, they become the case's."""

    def __call__(self, inputs: dict[str, Any], headers: dict[str, str], desk: Desk) -> Mapping[str, Any] | None:
        return self.run(inputs, headers, desk)


class ServiceFailed(Exception):
    """Expected a service function to do its work; the text says in the reader's words why it could not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a ledger: `value` is FEEL over the variables of the case; `kind` is one of KINDS."""

    name: str
    label: str
    value: str
    group: str = ""
    kind: str = "text"
    part: str = ""
    """Whose part of the case it tells of (the `part` of an element); others read nothing in it, and find nothing."""
    filter: bool = False
    """Whether the ledger can be filtered by this column; its values are then kept as facts of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeColumn:
    """One column of a workbook by which cases arrive: the field of the start form it fills, and its headings."""

    field: str
    labels: Sequence[str]
    identity: bool = False
    """Whether the column belongs to what makes a row the same row when it comes again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A calendar bar on the page of a case: months from left to right, and what fills them.

    `spans` is FEEL over the variables of the case: a list of {row, from, to, kind, label} with both dates included
    and `kind` one of SPANS; rows come in the order in which they first occur, later spans lie above earlier ones.
    `marks` is a list of {on, label}. What has no dates yet is left out.
    """

    label: str
    spans: str
    marks: str = "[]"
    part: str = ""
    """Whose part of the case it tells of; others do not see it."""


SPANS = ("done", "plan", "pause", "break")
"""What a span of a calendar bar is: gone by, planned, a pause that counts, an interruption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientOf:
    """Whom a case is about: FEEL over the variables it starts with, null where they do not say.

    One person has one record, found by the identity number or made; the defaults are what start forms call their
    questions. Where an attribute is the name of a question, what is wrong with it is said there.
    """

    identity: str = "identity"
    """18 or 15 digits as people write them; the birth date and the sex follow from it."""
    name: str = "patient_name"
    sex: str = "sex"
    birth: str = "birth"
    phone: str = "phone"
    place: str = "place"
    """The code of the jurisdiction the person lives in; that of the starting department where null."""
    address: str = "address"
    entitlement: str = "entitlement"
    entitled_from: str = "entitled_from"
    entitled_until: str = "entitled_until"
    guardian: str = "guardian"
    """The guardian's name; somebody under 14 needs one."""
    guardian_relation: str = "guardian_relation"
    guardian_phone: str = "guardian_phone"
    id: str = "patient_id"
    """The id of a record, where another case or a page knows it already."""
    once: str = "null"
    """What a person can have but one open case of this process about (a disease); null allows any number."""


IDENTIFIED = (
    IntakeColumn(field="patient_name", labels=("姓名", "患者姓名")),
    IntakeColumn(field="identity", labels=("证件号码", "身份证号", "身份证号码"), identity=True),
    IntakeColumn(field="phone", labels=("联系电话", "电话")),
)
ENTITLED = (
    IntakeColumn(field="entitlement", labels=("人员类别", "身份类别")),
    IntakeColumn(field="guardian", labels=("监护人",)),
    IntakeColumn(field="guardian_relation", labels=("与患者关系",)),
    IntakeColumn(field="guardian_phone", labels=("监护人电话",)),
)
"""Columns of a workbook that brings patients: who they are, and what they are entitled to and by whom looked after."""

PATIENT_STATES = {"death": "died", "moved": "moved"}
"""Kinds of change told of a patient (患者情况变化) that are a state of the record from then on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something in the patient's life that a case knows of: a line on the patient's page. `kind` is one of MOMENTS."""

    kind: str
    label: str
    at: str
    """FEEL: the day or moment; what lies ahead is shown as planned, null not at all."""
    each: str = ""
    """FEEL: a list with one moment for each entry; the other expressions then see the entry's attributes and `item`."""
    text: str = "null"
    """FEEL: what is to be said about it."""
    amounts: Mapping[str, str] = field(default_factory=dict)
    """Who paid what: label -> FEEL in yuan; equal labels are added up on the patient's page."""
    part: str = ""
    """The part of the case it belongs to; only who sees that part sees it. Empty: everybody who sees the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted over the cases of a ledger (件数、平均、中位、最长、按时率); the rest are names of its columns.

    `value` holds the number, `by` whom it is counted for (a hospital). For a list of them a list of numbers goes along
    entry by entry, one number counts for each. What has no number is not counted.
    """

    name: str
    label: str
    value: str
    by: str
    unit: str
    """小时, 个工作日, ..."""
    limit: str = ""
    """The number up to which it is on time, one or a list as well; without it nothing is said of punctuality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process as its module describes it; the diagram and the forms lie in `bpmn/<key>/`."""

    key: str
    prefix: str
    title: str = "title"
    """FEEL over the variables of the start form: the title of the case."""
    due: str = "null"
    """FEEL over the variables: the day or moment by which the whole case is to be done."""
    settled: str = "null"
    """FEEL over the variables: the day or moment since which it counts as done, though its process may go on."""
    ledger: Sequence[Column] = ()
    shared: Mapping[str, str] = field(default_factory=dict)
    """Name -> FEEL over the variables: what services of other cases read beside the ledger; no page shows it."""
    intake: Sequence[IntakeColumn] = ()
    bars: Sequence[Bar] = ()
    """Calendar bars on the page of a case."""
    measures: Sequence[Measure] = ()
    """What its ledger is counted by (统计)."""
    papers: Sequence[Paper] = ()
    """What a case prints (文书), in the order in which its page offers them."""
    services: Mapping[str, Service] = field(default_factory=dict)
    takes: Mapping[str, str] = field(default_factory=dict)
    """What a process that calls this one hands over, name -> label, and what it gets back; for the designer."""
    gives: Mapping[str, str] = field(default_factory=dict)
    patient: PatientOf | None = None
    """Whom its cases are about, where they are about somebody."""
    life: Sequence[Moment] = ()
