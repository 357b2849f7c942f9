"""Definitions as administrators read them: versions with their open cases, and their diagrams."""

from __future__ import annotations

import pytest

from engine import definition_pages
from engine.errors import NotFound
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


def test_versions_are_listed_with_the_cases_that_run_by_them(published: Commission) -> None:
    rows = published.look("admin", definition_pages.versions, "main")
    assert [(row.version, row.open_cases) for row in rows] == [(2, 0), (1, 1)]
    assert [(row.key, row.version) for row in published.look("admin", definition_pages.newest)] == [("main", 2)]


def test_the_diagram_of_each_version_can_be_shown(published: Commission) -> None:
    assert b"setting.days" in published.look("admin", definition_pages.diagram, "main", 2)
    assert b"setting.days" not in published.look("admin", definition_pages.diagram, "main", 1)
    with pytest.raises(NotFound):
        published.look("admin", definition_pages.diagram, "main", 9)
