"""The blueprint of duties and notices, apart from its routes so that each group of them is a file."""

from flask import Blueprint

blueprint = Blueprint("duties", __name__, template_folder="templates")
