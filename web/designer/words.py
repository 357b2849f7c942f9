"""What the designer's pages call the states of a draft and the kinds of its files."""

from flask_babel import lazy_gettext as _

STATES = {
    "open": (_("设计中"), "blue"),
    "submitted": (_("审批中"), "yellow"),
    "published": (_("已发布"), "green"),
    "discarded": (_("已删除"), "grey"),
}
"""Words and colour of a draft's state."""

KINDS = {".bpmn": _("流程图"), ".form": _("表单"), ".dmn": _("决策表"), ".yaml": _("场景")}
"""What people call a file by its ending."""
