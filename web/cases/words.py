"""What elements of a diagram are called where a case waits in one, and what the spans of a calendar bar mean."""

from flask_babel import lazy_gettext as _

ELEMENTS = {
    "userTask": _("待人办理"),
    "receiveTask": _("等待消息"),
    "intermediateCatchEvent": _("等待时间或消息"),
    "boundaryEvent": _("等待时间或消息"),
    "eventBasedGateway": _("等待最先发生的事件"),
    "callActivity": _("调用的流程正在进行"),
    "adHocSubProcess": _("等待选择开展哪些工作"),
    "subProcess": _("子流程正在进行"),
}
"""Kind of element -> words; what is not here is simply under way."""

SPANS = {"done": _("已进行"), "plan": _("计划"), "pause": _("暂离"), "break": _("中断")}
"""What a span of a calendar bar is."""
