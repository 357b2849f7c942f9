"""Conditions: what is asked depends on what was answered, on the server whatever the browser showed."""

from engine.forms import load
from engine.forms.views import TextView
from tests.engine.forms.drawing import NOW, check, component, draw, schema, show, zh

OUTCOME = component("radio", "outcome", "结论", values=["approve", "refuse"], validate={"required": True})
REASON = component(
    "textarea", "reason", "理由", validate={"required": True}, conditional={"hide": '=outcome != "refuse"'}
)


def test_what_is_hidden_is_not_required_and_its_answer_is_dropped() -> None:
    checked = check(draw(OUTCOME, REASON), {"reason": "earlier"}, outcome="approve", reason="left over")

    assert not checked.errors
    assert checked.values == {"outcome": "approve", "reason": None}


def test_what_the_answer_brings_up_is_required_at_once() -> None:
    assert zh(check(draw(OUTCOME, REASON), outcome="refuse")) == {"reason": "请填写此项。"}


def test_a_question_the_post_brings_up_must_have_been_seen_even_when_it_has_a_default() -> None:
    form = draw(OUTCOME, REASON | {"defaultValue": "不符合要求"})

    errors = check(form, outcome="refuse").errors

    assert set(errors) == {"reason"}
    assert show(form, posted={"outcome": ["refuse"]}, errors=errors).fields["reason"].value == "不符合要求"


def test_what_the_page_did_not_show_stays_as_stored() -> None:
    form = draw(component("textfield", "a", validate={"required": True}), component("number", "n"))

    assert check(form, {"a": "kept", "n": 5}, n="6").values == {"a": "kept", "n": 6}


def test_a_condition_may_look_forward_and_at_answers_that_are_hidden_themselves() -> None:
    form = draw(
        component("textfield", "a", conditional={"hide": "=b = null"}),
        component("textfield", "b", conditional={"hide": '=c != "yes"'}),
        component("textfield", "c"),
    )

    assert check(form, a="1", b="2", c="yes").values == {"a": "1", "b": "2", "c": "yes"}
    assert check(form, a="1", b="2", c="no").values == {"a": None, "b": None, "c": "no"}


def test_conditions_in_a_circle_end() -> None:
    form = draw(
        component("checkbox", "a", conditional={"hide": "=b"}), component("checkbox", "b", conditional={"hide": "=a"})
    )

    assert set(check(form, a="true", b="true").values) == {"a", "b"}


def test_of_two_questions_for_one_answer_the_shown_one_counts() -> None:
    form = draw(
        component("textfield", "due", id="text", conditional={"hide": "=exact"}),
        component("datetime", "due", id="date", conditional={"hide": "=not(exact)"}),
        component("checkbox", "exact"),
    )

    assert check(form, due="年底前").values["due"] == "年底前"
    assert str(check(form, due="2026-12-31", exact="true").values["due"]) == "2026-12-31"


def test_a_hidden_group_hides_all_in_it() -> None:
    form = draw(component("group", conditional={"hide": "=quick"}, components=[REASON | {"conditional": {}}]))

    assert check(form, {"quick": True}, reason="x").values == {"reason": None}
    assert zh(check(form, {"quick": False})) == {"reason": "请填写此项。"}


def test_a_broken_condition_shows_the_question_rather_than_losing_it() -> None:
    form = draw(component("textfield", "a", conditional={"hide": "=1/0 > nonsense(3)"}))

    assert check(form, a="kept").values == {"a": "kept"}


def test_a_group_with_a_path_answers_into_it_and_keeps_what_stands_beside() -> None:
    form = draw(component("group", "plan", components=[component("textfield", "goal")]))
    stored = {"plan": {"goal": "old", "number": 7}}

    assert check(form, stored, **{"plan.goal": "new"}).values == {"plan": {"goal": "new", "number": 7}}
    assert stored == {"plan": {"goal": "old", "number": 7}}


def test_defaults_show_before_anything_is_stored_and_may_be_computed() -> None:
    drawn = schema(
        component("textfield", "unit", defaultValue="县局"),
        component("datetime", "due", properties={"default": "=workdays after(today(), 2)"}),
        component("number", "share", defaultValue="0.50"),
        component("checkbox", "common", defaultValue=True),
    )
    functions = {"workdays after": lambda day, n: day.replace(day=day.day + int(n))}

    fields = load(drawn, functions).fill({"unit": "乡镇"}, {}, now=NOW, functions=functions).fields

    assert [fields[name].value for name in ("unit", "due", "share", "common")] == ["乡镇", "2026-11-25", "0.50", "true"]


def test_a_computed_default_nobody_may_change_is_an_answer_once() -> None:
    form = draw(component("number", "days", readonly=True, properties={"default": "=2 + 3"}))

    assert check(form, days="99").values == {"days": 5}
    assert check(form, {"days": 7}, days="99").values == {}


def test_words_between_questions_are_filled_in() -> None:
    form = draw(component("text", text="# {{title}}\n还剩 {{left}} 条"), component("text", text='="共 " + string(n)'))

    first, second = (row[0] for row in show(form, {"title": "缺村医", "left": 2, "n": 5}).rows)
    assert isinstance(first, TextView) and isinstance(second, TextView)

    assert first.blocks[0].lines[0][0].text == "缺村医"
    assert "".join(span.text for span in first.blocks[1].lines[0]) == "还剩 2 条"
    assert second.blocks[0].lines[0][0].text == "共 5"
