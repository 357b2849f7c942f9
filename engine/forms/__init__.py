"""Forms: form-js schemas read, filled with values for a page, and checked when answers come back. No HTML."""

from engine.forms.components import Choice
from engine.forms.form import Checked, Form, load, no_choices
from engine.forms.messages import Fault, Invalid, Message
from engine.forms.posted import MOST_ROWS, posted_of
from engine.forms.views import View

__all__ = [
    "MOST_ROWS", "Checked", "Choice", "Fault", "Form", "Invalid", "Message", "View", "load", "no_choices", "posted_of",
]  # fmt: skip
