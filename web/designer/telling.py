"""What was done in a run and what it brought about, in the words of people."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from engine.trials import (
    Activate,
    Assign,
    Begin,
    Cancel,
    Claim,
    Conclude,
    Do,
    Evaluate,
    Message,
    Release,
    Report,
    Retry,
    SendBack,
    Signal,
    Skip,
    Transfer,
    Trial,
    Until,
    Verb,
    Wait,
    looking,
)
from web.i18n import moment


def told(trial: Trial) -> list[str]:
    """What was done in a trial, in order."""
    names = looking.names(trial)
    return [_told(verb, names) for verb in trial.done]


def _told(verb: Verb, names: Mapping[str, str]) -> str:
    element = str(getattr(verb, "element", ""))
    text = _TELL[type(verb)](verb, names.get(element, element))
    by = getattr(verb, "by", None)
    who = " ".join(filter(None, (by.name, by.organization, by.department))) if by else ""
    return f"{text}（{who}）" if who else text


_TELL: dict[type[Verb], Callable[[Any, str], str]] = {
    Activate: lambda verb, name: _("开展“%(name)s”", name=name),
    Assign: lambda verb, name: _("修改数据：%(names)s", names="、".join(verb.variables)),
    Begin: lambda verb, name: _("登记"),
    Cancel: lambda verb, name: _("终止事项"),
    Claim: lambda verb, name: _("领取“%(name)s”", name=name),
    Conclude: lambda verb, name: _("完成“%(name)s”", name=name),
    Do: lambda verb, name: _("办理“%(name)s”", name=name),
    Evaluate: lambda verb, name: _("提供数据：%(names)s", names="、".join(verb.facts)),
    Message: lambda verb, name: _("发送消息“%(name)s”", name=verb.name),
    Release: lambda verb, name: _("释放“%(name)s”", name=name),
    Report: lambda verb, name: _("登记情况：%(name)s", name=name),
    Retry: lambda verb, name: _("重试“%(name)s”", name=name),
    SendBack: lambda verb, name: _("退回“%(name)s”", name=name),
    Signal: lambda verb, name: _("发送信号“%(name)s”", name=verb.name),
    Skip: lambda verb, name: _("跳过“%(name)s”", name=name),
    Transfer: lambda verb, name: _("转办“%(name)s”", name=name),
    Until: lambda verb, name: _("时间到 %(at)s", at=moment(verb.moment)),
    Wait: lambda verb, name: _("时间过去 %(duration)s", duration=verb.duration),
}
