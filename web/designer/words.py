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

HAPPENED = {
    "activated": _("开展工作"), "assigned": _("修改数据"), "cancelled": _("事项终止"), "claimed": _("领取"),
    "commented": _("发表意见"), "completed": _("办结"), "concluded": _("阶段完成"), "decided": _("判定"),
    "ended": _("事项办结"), "escalated": _("逾期上报"), "fired": _("到时"), "light": _("亮灯"), "overdue": _("逾期"),
    "printed": _("文书"), "received": _("收到消息"), "released": _("释放"), "reminded": _("提醒"),
    "repaired": _("异常处理"), "reported": _("登记情况"), "rescheduled": _("时限调整"), "returned": _("退回"),
    "staged": _("进入阶段"), "started": _("登记"), "transferred": _("转办"), "troubled": _("出现异常"),
    "urged": _("催办"),
}  # fmt: skip
"""Kind of what a verb of a run brought about -> words."""

ABOUT = {
    "outcome": _("结果"), "path": _("路径"), "items": _("待办"), "inboxes": _("承办"), "due": _("时限"),
    "lights": _("亮灯"), "reminders": _("提醒"), "variables": _("变量"), "decisions": _("判定"), "stage": _("阶段"),
}  # fmt: skip
"""What a difference between two replays is about -> words."""
