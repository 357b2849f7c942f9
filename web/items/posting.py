"""What a person typed on the page of an item, taken out of the request: answers, opinion, files."""

from flask import request

from engine.commands.attach import attach
from engine.errors import BangfuError
from engine.items import Typed
from web.context import unit
from web.i18n import language

OURS = (
    "csrf_token", "_opinion", "_list", "_from", "_element", "_receiver", "_work", "_return_reason", "_transfer_reason",
)  # fmt: skip
"""Names of inputs that belong to the page and not to the form."""


def typed() -> tuple[Typed, list[str]]:
    """The answers and the opinion as typed, and sentences about files that could not be taken.

    Files are kept at once, in a transaction of their own: a fault elsewhere in the form must not lose them.
    """
    posted = {name: values for name, values in request.form.to_dict(flat=False).items() if name not in OURS}
    refusals = []
    for name, files in request.files.lists():
        for file in files:
            if not file.filename:
                continue
            try:
                with unit() as changing:
                    posted.setdefault(name, []).append(attach(changing, file.filename, file.read()))
            except BangfuError as refused:
                refusals.append(refused.text(language()))
    return Typed(posted=posted, opinion=request.form.get("_opinion", "")), refusals
