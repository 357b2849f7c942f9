"""What was typed into a form of a run: answers, opinion, and files of which only the name counts."""

from flask import request

from engine.commands import attach
from engine.items import Typed
from engine.materials import KINDS
from engine.people import Actor
from engine.trials import Trial
from web.items.posting import OURS


def typed_in(trial: Trial, actor: Actor, ours: tuple[str, ...] = ()) -> Typed:
    """The answers and the opinion; a file is made up in the space of the run, its content is looked at by nobody."""
    names = {*OURS, *ours, "_by", "_done", "_without"}
    posted = {name: values for name, values in request.form.to_dict(flat=False).items() if name not in names}
    for name, files in request.files.lists():
        for file in files:
            if file.filename:
                posted.setdefault(name, []).append(_made_up(trial, actor, file.filename))
    return Typed(posted=posted, opinion=request.form.get("_opinion", ""))


def _made_up(trial: Trial, actor: Actor, name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    _media, begin = KINDS.get(ending, ("", b""))
    with trial.space.engine.unit(actor) as changing:
        return attach(changing, name, begin + name.encode())
