"""What people call the modes, roles and states of duties and notices."""

from flask_babel import lazy_gettext as _

from engine.duties import keys
from web.i18n import language

MODES = {"single": _("单独办理"), "joint": _("联合牵头"), "each": _("分别负责")}
ROLES = {"lead": _("牵头"), "unit": _("责任单位"), "support": _("配合"), "leader": _("责任领导")}
NOTICE_STATES = {
    "imported": (_("待确认"), "yellow"),
    "in_force": (_("执行中"), "green"),
    "superseded": (_("已被替代"), "plain"),
    "withdrawn": (_("已撤回"), "plain"),
}
FIELDS = {
    "task": _("工作任务"),
    "key": _("任务键"),
    "mode": _("分工方式"),
    "due": _("期限"),
    "lead": _("牵头"),
    "unit": _("责任单位"),
    "support": _("配合"),
    "leader": _("责任领导"),
}
KINDS = {
    "commission": _("卫生健康委员会"),
    "bureau": _("局"),
    "hospital": _("医院"),
    "health_centre": _("卫生院、社区卫生服务中心"),
    "clinic": _("村卫生室、卫生服务站"),
    "cdc": _("疾病预防控制中心"),
    "other": _("其他单位"),
}
LEVELS = {
    "province": _("省"),
    "city": _("市"),
    "county": _("县（区）"),
    "township": _("乡镇（街道）"),
    "village": _("村（社区）"),
}


def duty_key(key: str | None) -> str:
    """What a duty key is called in the language of the page."""
    return keys.label_of(key, language())
