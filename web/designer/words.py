"""What the designer's pages call the states of a draft and the kinds of its files."""

from flask_babel import lazy_gettext as _

STATES = {
    "open": (_("设计中"), "blue"),
    "submitted": (_("审批中"), "yellow"),
    "published": (_("已发布"), "green"),
    "discarded": (_("已删除"), "grey"),
}
"""Words and colour of a draft's state."""

VERSIONS = {
    "in force": (_("使用中"), "green"),
    "coming": (_("待生效"), "blue"),
    "superseded": (_("旧版"), "plain"),
    "withdrawn": (_("已撤回"), "red"),
}
"""Words and colour of a version's state."""

CHANGES = {
    "added": (_("新增"), "green"),
    "removed": (_("删除"), "red"),
    "changed": (_("修改"), "yellow"),
    "moved": (_("移动"), "grey"),
}
"""Words and colour of a change between two states of a process."""

KINDS = {".bpmn": _("流程图"), ".form": _("表单"), ".dmn": _("决策表"), ".yaml": _("场景")}
"""What people call a file by its ending."""

MIGRATIONS = {
    "planned": (_("待检查"), "grey"),
    "checking": (_("检查中"), "blue"),
    "checked": (_("待迁移"), "yellow"),
    "running": (_("迁移中"), "blue"),
    "paused": (_("已暂停"), "yellow"),
    "done": (_("已完成"), "green"),
}
"""Words and colour of a migration's state."""

FARED = {
    "chosen": (_("未检查"), "grey"),
    "fits": (_("可以迁移"), "blue"),
    "unfit": (_("不能迁移"), "red"),
    "moved": (_("已迁移"), "green"),
    "gone": (_("已办结"), "grey"),
}
"""Words and colour of how a chosen case fares."""

MATCHES = {"id": _("标识相同"), "name": _("名称相同"), "hand": _("人工指定"), "none": _("未指定")}
"""How a step of the old version was matched."""
