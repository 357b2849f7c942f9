"""Lists of rows: rectification measures are added, removed and corrected without losing any."""

from typing import Any

from tests.engine.forms.drawing import answers, check, component, draw, show, zh

TITLE = component("textfield", "title", "措施", validate={"required": True})
KIND = component("select", "kind", "类型", values=["立行立改", "长期坚持"], defaultValue="立行立改")
NEXT = component(
    "datetime", "next", "下次复核", validate={"required": True}, conditional={"hide": '=kind != "长期坚持"'}
)


def measures(*parts: dict[str, Any], **settings: Any) -> Any:
    return draw(component("dynamiclist", "measures", "整改措施", components=list(parts), **settings))


PLAN = measures(TITLE, KIND, NEXT)


def test_rows_keep_their_order_and_removed_ones_leave_no_hole() -> None:
    posted = {"measures[10].title": "丙", "measures[2].title": "乙", "measures[0].title": "甲"}

    rows = check(PLAN, **posted).values["measures"]

    assert [row["title"] for row in rows] == ["甲", "乙", "丙"]


def test_each_row_has_its_own_conditions() -> None:
    posted = {
        "measures[0].title": "甲",
        "measures[0].kind": "立行立改",
        "measures[1].title": "乙",
        "measures[1].kind": "长期坚持",
    }

    assert zh(check(PLAN, **posted)) == {"measures[1].next": "请填写此项。"}


def test_errors_in_rows_say_in_which_row() -> None:
    posted = answers({"measures[4].title": "甲", "measures[7].title": ""})

    errors = check(PLAN, **posted).errors

    assert show(PLAN, posted=posted, errors=errors).errors == (
        ("f-measures-7--title", "整改措施 第 2 行 措施：请填写此项。"),
    )
    assert show(PLAN, posted=posted, errors=errors, language="en").errors[0][1].startswith("整改措施 row 2, 措施: ")


def test_rows_see_themselves_their_number_and_what_is_around() -> None:
    form = measures(
        TITLE,
        component("textfield", "a", conditional={"hide": "=i != 2"}),
        component("textfield", "b", conditional={"hide": '=this.title != "甲"'}),
        component("textfield", "c", conditional={"hide": "=parent.title != title"}),
    )

    view = show(form, {"title": "乙", "measures": [{"title": "甲"}, {"title": "乙"}]})

    assert [name for name in view.fields if not name.endswith("title")] == [
        "measures[0].b",
        "measures[1].a",
        "measures[1].c",
    ]


def test_pressing_add_appends_an_empty_row_with_its_defaults_and_keeps_what_was_typed() -> None:
    posted = answers({"measures": "", "measures[0]": "0", "measures[0].title": "甲 未存", "_add": "measures"})

    edited = PLAN.edit_rows(posted)
    fields = show(PLAN, {"measures": [{"title": "甲"}]}, posted=edited).fields

    assert edited is not None and "_add" not in edited
    assert fields["measures[0].title"].value == "甲 未存"
    assert fields["measures[1].title"].value == ""
    assert fields["measures[1].kind"].value == "立行立改"


def test_pressing_remove_takes_that_row_alone() -> None:
    typed = {f"measures[{n}].title": f"措施{n}" for n in range(12)}

    edited = PLAN.edit_rows(answers(typed | {"_remove": "measures[1]"}))

    assert edited == answers({name: title for name, title in typed.items() if name != "measures[1].title"})


def test_the_last_row_can_be_removed_and_stays_so() -> None:
    edited = PLAN.edit_rows(answers({"measures": "", "measures[0].title": "甲", "_remove": "measures[0]"}))

    view = show(PLAN, {"measures": [{"title": "甲"}]}, posted=edited)

    assert not view.fields


def test_without_a_row_button_nothing_is_edited() -> None:
    assert PLAN.edit_rows(answers({"measures[0].title": "甲"})) is None


def test_buttons_for_lists_the_form_does_not_have_change_nothing() -> None:
    for button in ({"_add": "title"}, {"_add": "x[0]"}, {"_remove": "measures"}, {"_remove": "../[0]"}):
        assert PLAN.edit_rows(answers({"measures[0].title": "甲", **button})) == {"measures[0].title": ["甲"]}


def test_a_plan_needs_its_least_number_of_rows_and_bears_no_more_than_its_most() -> None:
    form = measures(TITLE, properties={"min_rows": "1", "max_rows": "2"})
    rows = {f"measures[{n}].title": "x" for n in range(3)}

    assert zh(check(form)) == {"measures": "至少填写 1 行。"}
    assert zh(check(form, **rows)) == {"measures": "最多 2 行，请删除多余的。"}
    assert form.edit_rows(answers({"measures[0].title": "x", "measures[1].title": "x", "_add": "measures"})) == answers(
        {"measures[0].title": "x", "measures[1].title": "x"}
    )


def test_thousands_of_posted_rows_are_refused_without_being_read() -> None:
    rows = {f"measures[{n}].title": "x" for n in range(5000)}

    checked = check(PLAN, **rows)

    assert checked.errors["measures"].zh.startswith("最多 200 行")
    assert len(checked.values["measures"]) == 200


def test_what_a_row_holds_beside_the_form_stays_with_its_row() -> None:
    stored = {"measures": [{"id": "m1", "title": "甲"}, {"id": "m2", "title": "乙"}]}
    posted = {"measures[1]": "1", "measures[1].title": "乙二", "measures[2]": "", "measures[2].title": "新"}

    rows = check(PLAN, stored, **posted).values["measures"]

    assert [(row.get("id"), row["title"]) for row in rows] == [("m2", "乙二"), (None, "新")]


def test_a_post_that_names_rows_by_number_alone_means_the_stored_ones() -> None:
    checked = check(PLAN, {"measures": [{"id": "m1", "title": "甲"}]}, **{"measures[0].title": "甲二"})

    assert checked.values["measures"][0]["id"] == "m1"


def test_what_is_stored_is_never_changed_by_checking() -> None:
    form = measures(component("group", "unit", components=[component("textfield", "name")]))
    stored = {"measures": [{"unit": {"name": "甲", "code": 1}}]}

    checked = check(form, stored, **{"measures[0].unit.name": "乙"})

    assert checked.values == {"measures": [{"unit": {"name": "乙", "code": 1}}]}
    assert stored == {"measures": [{"unit": {"name": "甲", "code": 1}}]}


def test_the_rows_of_others_are_answered_but_neither_made_nor_unmade() -> None:
    form = measures(component("textfield", "title", readonly=True), component("checkbox", "redo"), allowAddRemove=False)
    stored = {"measures": [{"title": "甲"}, {"title": "乙"}]}

    posted = {"measures[1].redo": "true", "measures[0].title": "forged", "measures[7].redo": "true"}

    assert check(form, stored, **posted).values["measures"] == [
        {"title": "甲", "redo": False},
        {"title": "乙", "redo": True},
    ]
    assert form.edit_rows(answers({"_add": "measures"})) == {}


def test_a_list_only_shown_is_no_answer() -> None:
    form = measures(component("textfield", "title", readonly=True), allowAddRemove=False)

    assert check(form, {"measures": [{"title": "甲"}]}).values == {}


def test_lists_may_stand_in_rows() -> None:
    steps = component("dynamiclist", "steps", components=[component("textfield", "what")])
    form = measures(TITLE, steps)

    edited = form.edit_rows(answers({"measures[0].title": "甲", "_add": "measures[0].steps"}))
    checked = check(form, **{"measures[0].title": "甲", "measures[0].steps[0].what": "一"})

    assert edited is not None and "measures[0].steps[0]" in edited
    assert checked.values["measures"] == [{"title": "甲", "steps": [{"what": "一"}]}]


def test_a_new_form_starts_with_the_rows_the_designer_wants() -> None:
    assert len(show(measures(TITLE, defaultRepetitions=3)).fields) == 3
    assert len(show(measures(TITLE, defaultRepetitions=3), {"measures": []}).fields) == 0
