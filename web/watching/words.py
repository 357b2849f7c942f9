"""What the pages of watching call what is measured."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

MEASURES = {"total": _("总用时"), "waiting": _("等待领取"), "working": _("办理用时"), "items": _("次数")}
"""What a heat map shows: attribute of `engine.watching.pace.Pace` -> words."""

HOURS_OF_A_DAY = 24
LONGEST_IN_HOURS = 48


def span(hours: float) -> str:
    """A mean time in words: minutes, hours, from two days on days."""
    if hours < 1:
        return gettext("%(n)s分钟", n=round(hours * 60))
    if hours < LONGEST_IN_HOURS:
        return gettext("%(n)s小时", n=f"{hours:.1f}".removesuffix(".0"))
    return gettext("%(n)s天", n=f"{hours / HOURS_OF_A_DAY:.1f}".removesuffix(".0"))
