"""Whatever is posted, checking and showing never fail."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.forms import Form
from tests.engine.forms.drawing import NOW, choices, component, draw

CONTROLS = [
    component("textfield", "text", validate={"pattern": "^a", "minLength": 2}),
    component("textfield", "card", properties={"kind": "idcard"}),
    component("textfield", "phone", properties={"kind": "phone"}),
    component("textfield", "mail", validate={"validationType": "email"}),
    component("number", "sum", properties={"kind": "money"}, validate={"min": 0, "max": "=share"}),
    component("number", "share", increment=0.5, decimalDigits=1),
    component("datetime", "day", disallowPassedDates=True),
    component("datetime", "time", subtype="time"),
    component("datetime", "moment", subtype="datetime", disallowPassedDates=True),
    component("select", "unit", properties={"kind": "department"}, conditional={"hide": "=sum > 5"}),
    component("taglist", "tags", valuesExpression="=[text, sum, day]"),
    component("checkbox", "box"),
    component("filepicker", "files", multiple=True),
]
FORM: Form = draw(
    *CONTROLS,
    component("dynamiclist", "rows", components=[*({**one, "id": f"r{n}"} for n, one in enumerate(CONTROLS))]),
)

keys = [str(one["key"]) for one in CONTROLS]
names = (
    st.sampled_from(keys)
    | st.builds("rows[{}].{}".format, st.integers(-1, 12000), st.sampled_from(keys))
    | st.sampled_from(["rows", "rows[0]", "rows[1]", "_add", "_remove", "rows[0].rows[0]"])
    | st.text(max_size=10)
)
typed = st.text(max_size=30) | st.sampled_from(
    [
        "2026-11-30",
        "2026-11-30T10:00",
        "-1.5",
        "9" * 20,
        "0." + "1" * 12,
        "d1",
        "true",
        "rows",
        "rows[0]",
        "³",
        "٣",
        "٣:٣٠",
        "二〇二六年",
    ]
)
posts = st.dictionaries(names, st.lists(typed, max_size=3), max_size=15)
stored = st.dictionaries(
    st.sampled_from([*keys, "rows"]),
    st.none()
    | st.text()
    | st.integers()
    | st.lists(st.none() | st.dictionaries(st.sampled_from(keys), st.text()))
    | st.dates(),
)


@settings(max_examples=150, deadline=None)
@given(posts, stored)
def test_random_posts_are_checked_and_shown_again(posted: dict[str, list[str]], values: dict[str, object]) -> None:
    checked = FORM.check(posted, values, choices, now=NOW, files={"files": ["new"]})
    edited = FORM.edit_rows(posted)
    view = FORM.fill(values, {}, choices, now=NOW, posted=edited or posted, errors=checked.errors)

    assert set(checked.values) <= FORM.names
    assert set(checked.errors) <= {*view.fields, "rows"} or edited is not None
    assert all(message.zh and message.en for message in checked.errors.values())
