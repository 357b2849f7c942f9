"""The blueprint of the rules of the work."""

from flask import Blueprint

blueprint = Blueprint("rules", __name__, template_folder="templates")
