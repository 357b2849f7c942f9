"""How the pages of rules say what the engine knows: states, policies, values."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from engine.dmn.explaining import shown

STATES = {
    "in force": (lazy_gettext("现行"), "green"),
    "superseded": (lazy_gettext("已被替代"), "plain"),
    "coming": (lazy_gettext("尚未生效"), "blue"),
    "withdrawn": (lazy_gettext("已撤回"), "red"),
}
POLICIES = {
    "UNIQUE": lazy_gettext("只有一条命中"),
    "ANY": lazy_gettext("命中的各条结果相同，取其一"),
    "PRIORITY": lazy_gettext("取结果值中排在最前的命中"),
    "FIRST": lazy_gettext("从上到下，取第一条命中"),
    "RULE ORDER": lazy_gettext("取全部命中，按行的次序"),
    "OUTPUT ORDER": lazy_gettext("取全部命中，按结果值的次序"),
    "COLLECT": lazy_gettext("取全部命中"),
    "COLLECT SUM": lazy_gettext("全部命中相加"),
    "COLLECT MIN": lazy_gettext("取全部命中中最小的"),
    "COLLECT MAX": lazy_gettext("取全部命中中最大的"),
    "COLLECT COUNT": lazy_gettext("数全部命中"),
}
CHANGED = {
    "条件列": lazy_gettext("条件列"),
    "结果列": lazy_gettext("结果列"),
    "命中策略": lazy_gettext("命中策略"),
    "计算式": lazy_gettext("计算式"),
    "依据": lazy_gettext("依据"),
}
"""What may change of a table besides its rows, as `engine.rule_changes` names it."""
ROWS = {
    "added": (lazy_gettext("新增"), "green"),
    "changed": (lazy_gettext("修改"), "blue"),
    "removed": (lazy_gettext("删除"), "red"),
}


def written(value: Any) -> Any:
    """A value for the page: text, or a list or dict of such."""
    return in_words(shown(value))


def in_words(value: Any) -> Any:
    """The same of a value as explanations have it (JSON types)."""
    if isinstance(value, dict):
        return {name: in_words(each) for name, each in value.items()}
    if isinstance(value, list):
        return [in_words(each) for each in value]
    if value is None:
        return _("（无）")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return f"{value:,}" if isinstance(value, int) else value
