"""What people call the administrator's pages and the events of cases and of patients' records."""

from flask_babel import lazy_gettext as _

from web.patients.words import EVENTS as OF_RECORDS

PAGES = (
    (_("组织"), (
        ("admin.persons_page", _("人员")),
        ("admin.places_page", _("单位与处室")),
        ("admin.portfolios_page", _("分管")),
        ("admin.aliases_page", _("别名")),
        ("admin.groups_page", _("单位组")),
        ("admin.sheets_page", _("导入导出")),
    )),
    (_("运行"), (
        ("admin.calendar_page", _("工作日历")),
        ("admin.definitions_page", _("流程")),
        ("admin.settings_page", _("时限与参数")),
        ("admin.incidents_page", _("异常")),
        ("admin.events_page", _("操作记录")),
        ("admin.changes_page", _("管理变更")),
    )),
)  # fmt: skip
"""Headings of the side with (endpoint, name)."""

EVENTS = {
    "started": _("登记"),
    "activated": _("开展工作"),
    "claimed": _("领取"),
    "concluded": _("完成阶段"),
    "released": _("释放"),
    "completed": _("办理"),
    "returned": _("退回"),
    "transferred": _("转办"),
    "commented": _("发表意见"),
    "urged": _("催办"),
    "overdue": _("逾期"),
    "escalated": _("逾期上报"),
    "rescheduled": _("重定时限"),
    "decided": _("适用规则"),
    "printed": _("打印文书"),
    "cancelled": _("撤销"),
    "ended": _("办结"),
    "moved": _("流转"),
    "staged": _("进入阶段"),
    "fired": _("到时"),
    "received": _("收到消息"),
    "reported": _("登记情况"),
    "assigned": _("修改变量"),
    "repaired": _("处理异常"),
    "adjusted": _("调整环节"),
    "troubled": _("出现异常"),
    "migrated": _("迁移流程版本"),
    **OF_RECORDS,
}
RESOLUTIONS = {"retried": _("已重试"), "skipped": _("已跳过")}
CHANGES = {
    "setting.given": _("修改设置"),
    "setting.confirmed": _("确认设置"),
    "setting.reset": _("恢复设置"),
    "rule.published": _("发布规则"),
    "rule.withdrawn": _("撤回规则"),
    "process.published": _("发布流程"),
    "process.withdrawn": _("撤回流程"),
}
