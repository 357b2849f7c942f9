"""The view of a form: labels instead of ids, words instead of codes, and everything typed still there."""

from datetime import date, datetime
from decimal import Decimal

from engine.clock import ZONE
from tests.engine.forms.drawing import NOW, answers, check, component, draw, show


def test_what_was_chosen_is_shown_by_its_label_under_its_heading() -> None:
    form = draw(component("taglist", "units", properties={"kind": "department"}))

    field = show(form, {"units": ["d1", "d3"]}).fields["units"]

    assert field.text == "医政处、清水县卫生健康局"
    assert [(heading, len(options)) for heading, options in field.groups] == [("机关处室", 2), ("县区", 1)]
    assert [option.label for option in field.options if option.selected] == ["医政处", "清水县卫生健康局"]


def test_a_department_that_is_gone_is_still_shown_and_said_to_be_gone() -> None:
    form = draw(component("select", "unit", properties={"kind": "department"}))

    field = show(form, {"unit": "d9"}).fields["unit"]

    assert field.text == "d9（已不可选）"
    assert field.options[-1].selected
    assert show(form, {"unit": "d9"}, language="en").fields["unit"].text == "d9 (no longer available)"


def test_values_read_as_people_write_them() -> None:
    form = draw(
        component("datetime", "day"),
        component("datetime", "moment", subtype="datetime"),
        component("number", "sum", properties={"kind": "money"}),
        component("checkbox", "common"),
    )
    values = {
        "day": date(2026, 11, 5),
        "moment": datetime(2026, 11, 5, 9, 3, tzinfo=ZONE),
        "sum": Decimal("12345.6"),
        "common": True,
    }

    zh = {name: field.text for name, field in show(form, values).fields.items()}
    en = {name: field.text for name, field in show(form, values, language="en").fields.items()}

    assert zh == {"day": "2026年11月5日", "moment": "2026年11月5日 09:03", "sum": "12,345.60", "common": "是"}
    assert en == {"day": "05 Nov 2026", "moment": "05 Nov 2026 09:03", "sum": "12,345.60", "common": "Yes"}


def test_everything_typed_is_shown_again_beside_its_error() -> None:
    form = draw(
        component("number", "n"),
        component("datetime", "d"),
        component("select", "s", values=["a"]),
        component("checklist", "c", values=["x", "y"]),
        component("textarea", "t", validate={"maxLength": 2}),
    )
    posted = answers({"n": "三", "d": "明天", "s": "z", "c": ["", "y"], "t": "一二三"})

    checked = form.check(posted, {}, now=NOW)
    view = show(form, posted=posted, errors=checked.errors)

    assert {name: field.values for name, field in view.fields.items()} == {
        "n": ("三",),
        "d": ("明天",),
        "s": ("z",),
        "c": ("y",),
        "t": ("一二三",),
    }
    assert [anchor for anchor, _ in view.errors] == ["f-n", "f-d", "f-s", "f-t"]
    assert view.errors[0][1] == "问题：请填写数字，如 1200 或 0.5。"


def test_the_summary_of_errors_speaks_the_reader_s_language() -> None:
    form = draw(component("textfield", "a", "Title", validate={"required": True}))

    errors = check(form).errors

    assert show(form, posted={}, errors=errors, language="en").errors == (("f-a", "Title: Please answer this."),)


def test_an_unticked_box_stays_unticked_though_its_default_is_ticked() -> None:
    form = draw(component("checkbox", "common", defaultValue=True))

    assert show(form).fields["common"].value == "true"
    assert show(form, posted=answers({"common": ""})).fields["common"].value == ""


def test_parts_of_one_row_stand_beside_each_other() -> None:
    form = draw(
        component("textfield", "a", layout={"row": "r", "columns": 4}),
        component("textfield", "b", layout={"row": "r", "columns": 12}),
        component("textfield", "c"),
    )

    assert [[cell.columns for cell in row] for row in show(form).rows] == [[4, 12], [None]]


def test_questions_that_others_depend_on_are_marked() -> None:
    form = draw(
        component("textfield", "a"),
        component("textfield", "b", conditional={"hide": "=a = null"}),
        component(
            "dynamiclist",
            "rows",
            components=[
                component("textfield", "a"),
                component("textfield", "kind"),
                component("textfield", "x", conditional={"hide": "=kind = null"}),
            ],
        ),
    )

    assert [name for name, field in show(form).fields.items() if field.triggers] == ["a", "rows[0].kind"]


def test_a_list_of_plain_questions_has_the_headings_of_a_table() -> None:
    title = component("textfield", "t", "措施", validate={"required": True})
    plain = draw(component("dynamiclist", "rows", components=[title, component("number", "n", "进度")]))
    conditional = draw(component("dynamiclist", "rows", components=[title | {"conditional": {"hide": "=x"}}]))

    assert show(plain).rows[0][0].headings == (("措施", True), ("进度", False))  # type: ignore[union-attr]
    assert show(conditional).rows[0][0].headings == ()  # type: ignore[union-attr]
