"""Two states of the files of a process compared: diagram, forms, decisions, scenarios."""

from collections.abc import Iterator, Mapping

from engine import kernel
from engine.comparing import diagrams, fields, tables, words
from engine.comparing.changes import Change, Comparison, Fact, Kind, Section
from engine.forms import Message

Files = Mapping[str, bytes]
LONGEST = 4000
"""Characters of a text that are shown of each side."""


def compare(before: Files, after: Files) -> Comparison:
    """Everything that differs; a diagram that cannot be read counts as empty, and validation says why."""
    sections, marks_before, marks_after = _diagrams(before, after)
    for name in _names(before, after, ".form"):
        found = fields.section(name, before.get(name), after.get(name))
        sections += [found] if found else []
    for name in _names(before, after, ".dmn"):
        sections += tables.sections(name, before.get(name), after.get(name))
    scenarios = tuple(_scenarios(before, after))
    if scenarios:
        sections.append(Section(id="scenarios", title=Message("场景", "Scenarios"), changes=scenarios))
    return Comparison(sections=tuple(sections), marks_before=marks_before, marks_after=marks_after)


def _diagrams(before: Files, after: Files) -> tuple[list[Section], dict[str, Kind], dict[str, Kind]]:
    was, now = (next((files[name] for name in files if name.endswith(".bpmn")), None) for files in (before, after))
    try:
        return diagrams.compared(was, now)
    except kernel.Invalid as invalid:
        said = invalid.faults[0]
        broken = Change(kind="changed", element="", name=said.zh, what=words.FILE)
        return [Section(id="process", title=Message("流程", "Process"), changes=(broken,))], {}, {}


def _names(before: Files, after: Files, ending: str) -> list[str]:
    return sorted(name for name in {*before, *after} if name.endswith(ending))


def _scenarios(before: Files, after: Files) -> Iterator[Change]:
    for name in _names(before, after, ".yaml"):
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        kind: Kind = "added" if was is None else "removed" if now is None else "changed"
        texts = [content.decode(errors="replace")[:LONGEST] if content else "" for content in (was, now)]
        fact = Fact(label=Message("内容", "Text"), was=texts[0], now=texts[1])
        facts = (fact,) if kind == "changed" else ()
        title = title_of(texts[1] or texts[0]) or name
        yield Change(kind=kind, element="", name=title, what=words.SCENARIO, facts=facts)


def title_of(scenario: str) -> str:
    """What a scenario says happens in it."""
    lines = scenario.splitlines()
    return next((line.removeprefix("name:").strip() for line in lines if line.startswith("name:")), "")
