"""Definitions as administrators read them: versions with their open cases, diagrams, settings and who changed them."""

from __future__ import annotations

import pytest

from engine import definition_pages
from engine.errors import InvalidAnswers, NotAllowed, NotFound
from tests.engine.commission import FORMS, TWO_STEPS, Commission

SETTINGS = """<bpmn:extensionElements><zeebe:properties>
<zeebe:property name="setting.days" value="=3"/><zeebe:property name="setting.days.label" value="办理时限"/>
<zeebe:property name="setting.strict" value="=true"/>
</zeebe:properties></bpmn:extensionElements>"""


@pytest.fixture
def published(office: Commission) -> Commission:
    """The process of two steps in a second version that has settings."""
    office.start(title="按旧版办理")
    office.deploy(SETTINGS + TWO_STEPS, forms=FORMS)
    return office


def settings(commission: Commission) -> dict[str, definition_pages.SettingRow]:
    return {row.name: row for row in commission.look("admin", definition_pages.settings_of, "main")}


def test_versions_are_listed_with_the_cases_that_run_by_them(published: Commission) -> None:
    rows = published.look("admin", definition_pages.versions, "main")
    assert [(row.version, row.open_cases) for row in rows] == [(2, 0), (1, 1)]
    assert [(row.key, row.version) for row in published.look("admin", definition_pages.newest)] == [("main", 2)]


def test_the_diagram_of_each_version_can_be_shown(published: Commission) -> None:
    assert b"setting.days" in published.look("admin", definition_pages.diagram, "main", 2)
    assert b"setting.days" not in published.look("admin", definition_pages.diagram, "main", 1)
    with pytest.raises(NotFound):
        published.look("admin", definition_pages.diagram, "main", 9)


def test_a_setting_is_changed_by_a_person_and_set_back(published: Commission) -> None:
    row = settings(published)["days"]
    assert (row.label, row.value, row.is_changed, row.changed_by) == ("办理时限", 3, False, "")
    published.do("admin", definition_pages.set_setting, "main", "days", " 5 ")
    row = settings(published)["days"]
    assert (row.value, row.default, row.is_changed, row.changed_by) == (5, 3, True, "admin")
    published.do("admin", definition_pages.set_setting, "main", "days", None)
    assert settings(published)["days"].value == 3


def test_a_setting_keeps_the_kind_of_its_default(published: Commission) -> None:
    for name, text in (("days", "三天"), ("days", "-1"), ("days", "NaN"), ("strict", "perhaps")):
        with published.refused(InvalidAnswers):
            published.do("admin", definition_pages.set_setting, "main", name, text)
    published.do("admin", definition_pages.set_setting, "main", "strict", "false")
    assert settings(published)["strict"].value is False
    with published.refused(NotFound):
        published.do("admin", definition_pages.set_setting, "main", "unknown", "1")


def test_only_administrators_change_settings(published: Commission) -> None:
    with published.refused(NotAllowed):
        published.do("leader", definition_pages.set_setting, "main", "days", "5")
