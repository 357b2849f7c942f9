"""Forms drawn for tests: a component a call, ids given by themselves, and a fixed moment to fill them in."""

import itertools
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.clock import ZONE
from engine.forms import Checked, Choice, Form, View, load

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
DEPARTMENTS = (
    Choice(value="d1", label="医政处", group="机关处室"),
    Choice(value="d2", label="基层卫生处", group="机关处室"),
    Choice(value="d3", label="清水县卫生健康局", group="县区"),
)
_ids = itertools.count()


def choices(kind: str, properties: Mapping[str, str]) -> Sequence[Choice]:
    """Three departments; one attachment that is there already."""
    return {"department": DEPARTMENTS, "file": (Choice(value="old", label="方案.pdf"),)}.get(kind, ())


def component(type: str, key: str = "", label: str = "问题", **settings: Any) -> dict[str, Any]:
    """A component; `key` becomes the path of a group or list."""
    path = "path" if type in ("group", "dynamiclist") else "key"
    named = {path: key} if key else {}
    return {"type": type, "id": f"Field_{next(_ids)}", "label": label, **named, **settings}


def schema(*components: Mapping[str, Any]) -> bytes:
    return json.dumps({"type": "default", "id": "plan", "schemaVersion": 18, "components": components}).encode()


def draw(*components: Mapping[str, Any]) -> Form:
    return load(schema(*components))


def check(form: Form, stored: Any = None, uploaded: Any = None, **posted: Any) -> Checked:
    """Check a post given as keywords, where a string stands for a list of one."""
    return form.check(answers(posted), stored or {}, choices, now=NOW, files=uploaded)


def answers(posted: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else list(value) for name, value in posted.items()}


def show(form: Form, values: Mapping[str, Any] | None = None, **settings: Any) -> View:
    return form.fill(values or {}, settings.pop("context", {}), choices, now=NOW, **settings)


def zh(checked: Checked) -> dict[str, str]:
    """The errors in Chinese."""
    return {name: message.zh for name, message in checked.errors.items()}
