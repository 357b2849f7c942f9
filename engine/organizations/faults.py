"""Checks of what administrators type, answered field by field like those of every other form."""

from engine.errors import InvalidAnswers
from engine.forms import Message


def wrong(field: str, zh: str, en: str) -> InvalidAnswers:
    """One field that needs a correction, as an error to raise."""
    return InvalidAnswers(errors={field: Message(zh, en)})


def required(field: str, value: str, zh: str, en: str, longest: int = 120) -> str:
    """A text without blanks around it; raises InvalidAnswers where it is empty or too long."""
    value = value.strip()
    if not value:
        raise wrong(field, f"请填写{zh}。", f"Please fill in the {en}.")
    if len(value) > longest:
        raise wrong(field, f"{zh}不能超过{longest}个字。", f"The {en} may have at most {longest} characters.")
    return value
