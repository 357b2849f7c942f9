"""Reading a question of a schema: its control, kind, options and rules."""

import re
from decimal import Decimal
from typing import Any

from engine.forms.components import Choice, Field, Options, Rules
from engine.forms.patterns import Unsafe, compile_pattern
from engine.forms.reading import Raw

CHOOSING = frozenset(("select", "radio", "checklist", "taglist"))
CONTROLS = CHOOSING | {"textfield", "textarea", "number", "datetime", "checkbox", "filepicker"}
_MANY = frozenset(("checklist", "taglist"))

KINDS = {
    "department": CHOOSING,
    "person": CHOOSING,
    "duty": CHOOSING,
    "organization": CHOOSING,
    "jurisdiction": CHOOSING,
    "disease": CHOOSING,
    "money": frozenset(("number",)),
    "idcard": frozenset(("textfield",)),
    "phone": frozenset(("textfield",)),
}
"""What `properties.kind` may say, and on which components."""

_KEY = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


def path_of(raw: Raw, setting: str) -> tuple[str, ...]:
    """The dotted path in `key` or `path`; a fault and a stand-in when it is missing or unfit."""
    text = raw.text(setting)
    if _KEY.fullmatch(text):
        return tuple(text.split("."))
    raw.fault(
        f"须填写“{setting}”，由字母、数字、下划线或汉字组成，不以数字开头，可用点分层。",
        f"Setting {setting} must be letters, digits or underscores, not beginning with a digit; dots make levels.",
    )
    return (raw.id,)


def read_field(raw: Raw, inside: tuple[str, ...], common: dict[str, Any]) -> Field:
    """Read a question that stands inside groups with the path `inside`."""
    form_js_type = raw.text("type")
    appearance = raw.part("appearance")
    kind = _kind(raw, form_js_type)
    if not raw.text("label"):
        raw.fault("须填写名称（label），否则读屏软件无法读出。", "A label is needed: people must know what to answer.")
    return Field(
        **common,
        path=inside + path_of(raw, "key"),
        control=_control(raw, form_js_type),
        kind=kind,
        label=raw.template("label"),
        description=raw.template("description"),
        prefix=appearance.template("prefixAdorner"),
        suffix=appearance.template("suffixAdorner"),
        readonly=raw.switch("readonly") or raw.switch("disabled"),
        default=_default(raw, form_js_type),
        options=_options(raw, kind) if form_js_type in CHOOSING else None,
        rules=_rules(raw),
        multiple=raw.flag("multiple") if form_js_type == "filepicker" else form_js_type in _MANY,
        accept=raw.text("accept"),
        properties=_properties(raw),
    )


def _control(raw: Raw, form_js_type: str) -> str:
    if form_js_type != "datetime":
        return form_js_type
    subtype = raw.text("subtype", "date")
    if subtype in ("date", "time", "datetime"):
        return subtype
    raw.fault("设置“subtype”应为 date、time 或 datetime。", "Setting subtype must be date, time or datetime.")
    return "date"


def _kind(raw: Raw, form_js_type: str) -> str:
    kind = raw.part("properties").text("kind")
    if not kind:
        return ""
    if form_js_type in KINDS.get(kind, ()):
        return kind
    raw.fault(
        f"“{form_js_type}”不能用作“{kind}”，可用的 kind：{'、'.join(_kinds_for(form_js_type)) or '无'}。",
        f"A {form_js_type} cannot be a {kind}; it can be: {', '.join(_kinds_for(form_js_type)) or 'nothing special'}.",
    )
    return ""


def _kinds_for(form_js_type: str) -> list[str]:
    return [kind for kind, types in KINDS.items() if form_js_type in types]


def _properties(raw: Raw) -> dict[str, str]:
    return {str(name): str(value) for name, value in raw.part("properties").data.items()}


def _default(raw: Raw, form_js_type: str) -> Any:
    """form-js's static defaultValue, or FEEL in `properties.default`."""
    computed = raw.part("properties").expression("default")
    if computed is not None:
        return computed
    value = raw.data.get("defaultValue")
    if value is None or value == "":
        return None
    if form_js_type == "checkbox":
        return raw.flag("defaultValue")
    if form_js_type in _MANY:
        if isinstance(value, list):
            return value
        raw.fault("多选的默认值应为列表。", "The default of several choices must be a list.")
        return None
    if form_js_type == "number":
        return raw.number("defaultValue")
    if isinstance(value, str | int | float):
        return value
    raw.fault("默认值应为文字或数字。", "The default must be a string or a number.")
    return None


def _options(raw: Raw, kind: str) -> Options:
    if kind:
        return Options(kind=kind)
    if raw.text("valuesExpression"):
        return Options(expression=raw.expression("valuesExpression"))
    if raw.text("valuesKey"):
        return Options(key=raw.text("valuesKey"))
    return Options(static=_static(raw))


def _static(raw: Raw) -> tuple[Choice, ...]:
    values = raw.data.get("values")
    if not isinstance(values, list) or not values:
        raw.fault(
            "没有选项：请填写 values、valuesExpression、valuesKey 或 properties.kind 之一。",
            "No options: set values, valuesExpression, valuesKey or properties.kind.",
        )
        return ()
    choices = [_choice(raw, one) for one in values]
    keys = [str(choice.value) for choice in choices]
    for twice in sorted({key for key in keys if keys.count(key) > 1}):
        raw.fault(f"选项值“{twice}”重复。", f"Option value {twice} occurs twice.")
    return tuple(choices)


def _choice(raw: Raw, one: Any) -> Choice:
    value = one.get("value") if isinstance(one, dict) else one
    if not isinstance(value, str | int | float) or value == "":
        raw.fault("每个选项须有非空的 value。", "Every option needs a value.")
        return Choice(value="", label="")
    if isinstance(one, dict):
        return Choice(value=value, label=str(one.get("label") or value), group=one.get("group"))
    return Choice(value=value, label=str(value))


def _rules(raw: Raw) -> Rules:
    validate = raw.part("validate")
    digits = raw.whole("decimalDigits", -1, 0, 12)
    step = raw.number("increment")
    if step is not None and step <= 0:
        raw.fault("设置“increment”应大于 0。", "Setting increment must be more than 0.")
        step = None
    rules = Rules(
        required=validate.flag("required"),
        min_length=validate.bound("minLength"),
        max_length=validate.bound("maxLength"),
        min=validate.bound("min"),
        max=validate.bound("max"),
        step=step,
        digits=None if digits < 0 else digits,
        pattern=_pattern(validate),
        format=_format(validate),
        not_past=raw.flag("disallowPassedDates"),
    )
    for low, high, name in ((rules.min, rules.max, "max"), (rules.min_length, rules.max_length, "maxLength")):
        if isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
            raw.fault(f"设置“{name}”小于最小值。", f"Setting {name} is below the minimum.")
    return rules


def _pattern(validate: Raw) -> re.Pattern[str] | None:
    text = validate.text("pattern")
    if not text:
        return None
    try:
        return compile_pattern(text)
    except Unsafe as error:
        validate.fault(error.message.zh, error.message.en)
        return None


def _format(validate: Raw) -> str:
    name = validate.text("validationType")
    if name in ("", "custom"):
        return ""
    if name in ("email", "phone"):
        return name
    validate.fault("设置“validationType”应为 email 或 phone。", "Setting validationType must be email or phone.")
    return ""
