"""Administration of jurisdictions, organizations, departments, persons, and of the names they go by."""

from engine.models.people import ROLES
from engine.organizations.bindings import (
    extend_portfolio,
    remove_alias,
    remove_group,
    set_alias,
    set_group,
    set_portfolio,
)
from engine.organizations.merging import merge_departments, would_move
from engine.organizations.persons import (
    add_person,
    add_post,
    edit_person,
    give_password,
    remove_post,
    set_person_active,
    share_password,
)
from engine.organizations.structure import (
    FRONT,
    add_department,
    add_jurisdiction,
    add_organization,
    edit_organization,
    make_front,
    rename_department,
    rename_jurisdiction,
    set_department_active,
    set_organization_active,
)

__all__ = [
    "FRONT",
    "ROLES",
    "add_department",
    "add_jurisdiction",
    "add_organization",
    "add_person",
    "add_post",
    "edit_organization",
    "edit_person",
    "extend_portfolio",
    "give_password",
    "make_front",
    "merge_departments",
    "remove_alias",
    "remove_group",
    "remove_post",
    "rename_department",
    "rename_jurisdiction",
    "set_alias",
    "set_department_active",
    "set_group",
    "set_organization_active",
    "set_person_active",
    "set_portfolio",
    "share_password",
    "would_move",
]  # fmt: skip
