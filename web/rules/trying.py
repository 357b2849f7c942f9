"""The form of a trial: what may be typed in, what was typed in, and the values that makes."""

from typing import Any

from flask import request

from engine import rule_pages
from engine.rules import Rule
from engine.settings import pages
from engine.settings.values import in_force
from engine.unit import Unit

PREFIX = "in."
LONGEST = 2000


def trial_asked(reading: Unit, rule: Rule, place: str) -> dict[str, Any]:
    """What the form of a trial needs, and what was typed into it.

    `inputs` are its values, with the settings of the place where nothing else was typed; `complete` says that there is
    something to try, all of which can be read.
    """
    fields = rule_pages.fields(rule)
    settings = [in_force(reading, each, place) for each in rule.needed_settings]
    names = (*(field.name for field in fields), *(each.setting.name for each in settings))
    typed = {name: request.args.get(PREFIX + name, "")[:LONGEST] for name in names}
    inputs, faulty = rule_pages.read(fields, typed)
    parameters, unread = rule_pages.read_settings(settings, typed)
    faulty += unread
    return {
        "fields": fields,
        "settings": pages.of_rule(reading, settings, place),
        "typed": typed,
        "inputs": inputs | parameters,
        "faulty": faulty,
        "complete": any(name.startswith(PREFIX) for name in request.args) and not faulty,
        "PREFIX": PREFIX,
        "SIMPLE": rule_pages.SIMPLE,
    }
