"""What states and orders of a ledger are called, and its filters as a reader would say them."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from web.i18n import light_words
from web.ledgers.filters import Shown

STATES = {"open": _("办理中"), "done": _("已办结"), "cancelled": _("已终止")}
SORTS = {
    "number": _("按编号（新的在前）"),
    "-number": _("按编号（旧的在前）"),
    "due": _("按时限（近的在前）"),
    "-due": _("按时限（远的在前）"),
    "stage": _("按阶段"),
    "-stage": _("按阶段（倒序）"),
    "title": _("按标题"),
    "-title": _("按标题（倒序）"),
}


def in_words(shown: Shown, options: Mapping[str, Sequence[tuple[str, str, int]]]) -> list[str]:
    """Each filter in a few words, for the head of a workbook."""
    names = {name: {value: words for value, words, _n in values} for name, values in options.items()}
    said = [names.get(name, {}).get(value, value) for name, value in shown.facts.items()]
    if shown.stage:
        said.insert(0, shown.stage)
    if shown.state:
        said.insert(0, str(STATES[shown.state]))
    if shown.light:
        said.append(light_words(shown.light))
    if shown.text:
        said.append(gettext("含“%(text)s”", text=shown.text))
    return said
