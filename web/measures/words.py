"""What periods are called, and how figures are written."""

from flask_babel import lazy_gettext as _

SPANS = {
    "all": _("全部"),
    "month": _("本月"),
    "quarter": _("本季度"),
    "year": _("本年"),
    "last_year": _("上年"),
}


def figure(value: float) -> str:
    """A number with one decimal where it has any: 12, 3.5, 1,204."""
    text = f"{value:,.1f}"
    return text.removesuffix(".0")


def share(value: float | None) -> str:
    """A share of 0..1 in percent; a dash where there is none."""
    return "—" if value is None else f"{value * 100:.1f}%"
