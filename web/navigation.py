"""The sections of the top bar: each blueprint says its own, so a new one shows up by adding its files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType

from flask import Flask, request
from flask_babel import LazyString

from engine.people import Actor
from web.context import signed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An entry of the top bar. A `views` module declares `section = Section(...)` beside its `blueprint`.

    `label` is `lazy_gettext("台账")`; `order` its place from the left: 待办 10, 台账 20, 任务分工 30, 流程 40, 管理 90.
    `visible` says who gets it at all, `covers` names further blueprints that belong to it.
    """

    label: LazyString
    endpoint: str
    order: int
    visible: Callable[[Actor], bool] = lambda actor: True
    covers: tuple[str, ...] = ()

    @property
    def current(self) -> bool:
        """Whether the page being shown belongs to this section."""
        return request.blueprint == self.endpoint.partition(".")[0] or request.blueprint in self.covers


def install(app: Flask, modules: Iterable[ModuleType]) -> None:
    """Register the blueprints and offer their sections to the layout."""
    sections = []
    for module in modules:
        app.register_blueprint(module.blueprint)
        if isinstance(getattr(module, "section", None), Section):
            sections.append(module.section)
    sections.sort(key=lambda section: section.order)

    @app.context_processor
    def _sections() -> dict[str, list[Section]]:
        actor = signed_in()
        return {"sections": [section for section in sections if actor and section.visible(actor)]}
