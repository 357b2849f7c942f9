"""The blueprint of cases, apart from its routes so that each group of them is a file."""

from flask import Blueprint

blueprint = Blueprint("cases", __name__, template_folder="templates")
