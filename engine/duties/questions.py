"""Questions a notice leaves open: each is answered by a person, and the answer becomes part of its duties."""

from typing import TYPE_CHECKING, Any

from engine.duties import answers, restructuring
from engine.errors import NotFound, Refused
from engine.models import Duty, Notice
from engine.organizations.access import administrators_only

if TYPE_CHECKING:
    from engine.unit import Unit


def answer(
    unit: "Unit", notice_id: str, sequence: int | None, position: int, option_code: str, typed: str = ""
) -> None:
    """Answer a question of a duty (by its sequence) or of the notice itself (None) with one of its options.

    `position` counts the questions of that duty or notice from 0; `typed` are the names or the date an option asks
    for. Until the notice is in force an answer may be changed, unless it added or removed duties.
    Raises NotFound, Refused, InvalidAnswers.
    """
    administrators_only(unit, "确认文件")
    notice = imported(unit, notice_id)
    duty = _duty(notice, sequence) if sequence is not None else None
    asked = [dict(question) for question in (duty or notice).questions]
    if not 0 <= position < len(asked):
        raise NotFound(what="该疑问")
    question = asked[position]
    _refuse_final(question)
    option = _option(question, option_code)
    typed = answers.checked(option, typed.strip())
    question["answer"], question["typed"] = option_code, typed
    question["final"] = restructuring.carry_out(unit, notice, duty, option, typed)
    (duty or notice).questions = asked
    if duty:
        answers.apply(unit, duty)
    else:
        answers.apply_to_notice(notice, option, typed)
    unit.session.flush()


def accept_all(unit: "Unit", notice_id: str) -> None:
    """Answer every open question with the reading it was imported with."""
    notice = imported(unit, notice_id)
    for sequence in (None, *(duty.sequence for duty in notice.duties)):
        asked = _duty(notice, sequence).questions if sequence is not None else notice.questions
        for position, question in enumerate(list(asked)):
            if question["answer"] is None:
                answer(unit, notice_id, sequence, position, question["default"])


def open_questions(notice: Notice) -> int:
    """How many questions of a notice and its duties nobody has answered yet."""
    asked = [*notice.questions, *(question for duty in notice.duties for question in duty.questions)]
    return sum(question["answer"] is None for question in asked)


def imported(unit: "Unit", notice_id: str) -> Notice:
    """A notice that waits to be confirmed; raises NotFound or Refused."""
    notice = unit.session.get(Notice, notice_id)
    if notice is None:
        raise NotFound(what="该文件")
    if notice.state != "imported":
        raise Refused(
            zh=f"《{notice.title}》已经确认过，如需调整请直接修改任务分工。",
            en=f"{notice.title} has been confirmed already; edit its duties instead.",
        )
    return notice


def _duty(notice: Notice, sequence: int) -> Duty:
    found = next((row for row in notice.duties if row.sequence == sequence), None)
    if found is None:
        raise NotFound(what="该任务")
    return found


def _option(question: dict[str, Any], code: str) -> dict[str, Any]:
    found = next((option for option in question["options"] if option["code"] == code), None)
    if found is None:
        raise NotFound(what="该选项")
    return dict(found)


def _refuse_final(question: dict[str, Any]) -> None:
    if question.get("final"):
        raise Refused(
            zh="这一答复已增减了任务，不能再改；请在任务分工中调整。",
            en="this answer has added or removed duties and cannot be changed; edit the duties instead.",
        )
