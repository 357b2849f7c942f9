"""The scenarios of a draft: saved from a run, replayed on the draft as it is now, and what of the diagram they pass."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import drafts
from engine.errors import BangfuError, Invalid, Refused
from engine.scenarios.bench import Result
from engine.scenarios.coverage import Coverage, coverage
from engine.scenarios.reading import read
from engine.scenarios.resuming import scenario_of
from engine.scenarios.scenario import Scenario
from engine.scenarios.writing import write
from engine.unit import Unit
from web.admin.forms import texts
from web.context import unit, view
from web.designer.blueprint import blueprint
from web.designer.trying import back, bench, faults_page
from web.designer.words import ABOUT, STATES

FOLDER, ENDING = "scenarios/", ".yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A scenario of the draft: what it is called, why it cannot be read or set up, and how it went where it did."""

    file: str
    name: str
    scenario: Scenario | None = None
    fault: str = ""
    result: Result | None = None


@blueprint.get("/drafts/<draft_id>/scenarios")
def scenarios_page(draft_id: str) -> ResponseReturnValue:
    """All scenarios with how they went on the draft as it is now, and what of the diagram they pass."""
    return _page(draft_id, playing=False)


@blueprint.post("/drafts/<draft_id>/scenarios")
def save_scenario(draft_id: str) -> ResponseReturnValue:
    """The run under way as a scenario of the draft."""
    name = request.form.get("name", "").strip()[:80]
    try:
        if not name:
            raise Refused(zh="请写明场景的名称。", en="give the scenario a name.")
        with view() as reading:
            files, kept = drafts.contents(reading, draft_id), drafts.trial_of(reading, draft_id)
            if kept is None or kept.place:
                raise Refused(
                    zh="只有用模拟单位的试运行才能存为场景：场景里的人员和单位要在任何时候都找得到。",
                    en="only a run with the model commission becomes a scenario: its people must be there at any time.",
                )
            scene = replace(read(kept.text), name=name)
            with bench().template(reading, files) as template:
                text = write(scenario_of(scene, template))
        file = f"{FOLDER}{re.sub(r'[^0-9A-Za-z一-鿿（）()-]+', '-', name).strip('-') or 'scenario'}{ENDING}"
        with unit() as changing:
            drafts.add(changing, draft_id, file, text.encode())
    except BangfuError as refused:
        for said in texts(refused):
            flash(said, "danger")
        return back(draft_id)
    flash(_("已存为场景“%(name)s”。", name=name))
    return redirect(url_for("designer.scenarios_page", draft_id=draft_id), 303)


@blueprint.post("/drafts/<draft_id>/scenarios/replays")
def replay_scenarios(draft_id: str) -> ResponseReturnValue:
    """Replay one more scenario: the one named by `only`, else the first that was not replayed yet.

    One a request, so that the page shows how far it is; it asks again by itself as long as there is one.
    """
    return _page(draft_id, playing=True)


@blueprint.get("/drafts/<draft_id>/scenarios/<path:name>")
def scenario_page(draft_id: str, name: str) -> ResponseReturnValue:
    """One scenario: what it says, what is not as expected, and what is different from the published version."""
    with view() as reading:
        draft, files = drafts.draft_view(reading, draft_id), drafts.contents(reading, draft_id)
        content, _revision = drafts.content(reading, draft_id, name)
        try:
            row = _row(reading, draft.key, name, files, play=True)
        except Invalid as faulty:
            return faults_page(draft, faulty)
    text = content.decode(errors="replace")
    return render_template("designer/scenario.html", draft=draft, states=STATES, row=row, text=text, about=ABOUT)


def _page(draft_id: str, *, playing: bool) -> ResponseReturnValue:
    with view() as reading:
        draft, files = drafts.draft_view(reading, draft_id), drafts.contents(reading, draft_id)
        names = [name for name in draft.files if name.endswith(ENDING)]
        try:
            rows = {name: _row(reading, draft.key, name, files, play=False) for name in names}
            chosen = _to_play(list(rows.values())) if playing else None
            if chosen is not None:
                rows[chosen] = _row(reading, draft.key, chosen, files, play=True)
            passed = _coverage(reading, draft.key, list(rows.values()), files)
        except Invalid as faulty:
            return faults_page(draft, faulty)
    done = sum(1 for row in rows.values() if row.result or row.fault)
    return render_template(
        "designer/scenarios.html", draft=draft, states=STATES, rows=list(rows.values()), coverage=passed, done=done,
        going=playing and "only" not in request.form and done < len(rows),
    )  # fmt: skip


def _to_play(rows: list[Row]) -> str | None:
    """The scenario asked for, else the first that has no result."""
    asked = request.form.get("only")
    if asked:
        return next((row.file for row in rows if row.file == asked), None)
    return next((row.file for row in rows if not row.result and not row.fault), None)


def _row(reading: Unit, key: str, file: str, files: Mapping[str, bytes], *, play: bool) -> Row:
    """A scenario with its result, replayed where it has none and `play` asks for it. Raises Invalid."""
    try:
        text = files[file].decode()
        scenario = read(text, key)
    except (UnicodeDecodeError, BangfuError) as error:
        said = texts(error)[0] if isinstance(error, BangfuError) else _("文件不是 UTF-8 编码的文字。")
        return Row(file=file, name=file.removeprefix(FOLDER), fault=said)
    try:
        result = bench().result(reading, scenario, text, files, play=play)
    except Invalid:
        raise
    except BangfuError as error:
        return Row(file=file, name=scenario.name, fault=texts(error)[0])
    return Row(file=file, name=scenario.name, scenario=scenario, result=result)


def _coverage(reading: Unit, key: str, rows: list[Row], files: Mapping[str, bytes]) -> Coverage | None:
    """What of the draft's diagram the replayed scenarios pass; None before the first."""
    played = [row.result.replay for row in rows if row.result]
    if not played:
        return None
    with bench().template(reading, files) as template:
        spec = template.deployed(key).spec
    return coverage(spec, (path for one in played for path in one.paths.get(key, ())))
