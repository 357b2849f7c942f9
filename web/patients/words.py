"""What people call the kinds, states, attributes and events of patients' pages."""

from flask_babel import lazy_gettext as _

STATES = {"living": _("在世"), "died": _("已故"), "moved": _("已迁出")}
SEXES = {"男": _("男"), "女": _("女")}
KINDS = {
    "treatment": _("救治"),
    "consultation": _("会诊"),
    "referral": _("转诊"),
    "money": _("费用"),
    "follow_up": _("随访"),
    "examination": _("体检"),
    "help": _("帮扶"),
    "case": _("事项"),
}
"""Kinds of lines in a patient's life, in the order in which they are offered."""

CASE_LINES = {"started": _("登记"), "done": _("办结"), "cancelled": _("终止")}

ATTRIBUTES = {
    "name": _("姓名"),
    "identity": _("身份证号"),
    "sex": _("性别"),
    "birth": _("出生日期"),
    "phone": _("电话"),
    "jurisdiction_code": _("常住地"),
    "address": _("详细地址"),
    "entitlement": _("人员类别"),
    "entitled_from": _("类别有效期起"),
    "entitled_until": _("类别有效期止"),
    "guardian": _("监护人"),
    "guardian_relation": _("与患者关系"),
    "guardian_phone": _("监护人电话"),
    "state": _("状态"),
    "state_on": _("状态日期"),
}

EVENTS = {
    "registered": _("建立档案"),
    "filled": _("补充档案"),
    "differed": _("登记信息与档案不一致"),
    "edited": _("修改档案"),
    "looked": _("查看完整号码"),
    "merged": _("合并档案"),
    "separated": _("撤销合并"),
    "told_apart": _("认定不是同一人"),
}

REASONS = {
    "birth": _("同名、同出生日期、同县"),
    "unnumbered": _("同名、同县，其中一份没有身份证号"),
    "phone": _("同名、同电话"),
    "digits": _("同名、身份证号只差几位"),
}

PAIRS = {"open": _("待处理"), "apart": _("不是同一人"), "merged": _("已合并")}

ENTITLEMENTS = (
    "特困供养人员", "孤儿", "最低生活保障家庭成员", "丧失劳动能力的残疾人", "严重精神障碍患者",
    "计划生育特殊困难家庭成员", "建档立卡贫困人口", "一般人口",
)  # fmt: skip
"""Categories of the assistance rules; others in use are offered beside them."""
