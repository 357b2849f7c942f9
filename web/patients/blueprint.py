"""The blueprint of patients; who may see whom is decided by the engine, patient by patient."""

from flask import Blueprint

blueprint = Blueprint("patients", __name__, template_folder="templates", url_prefix="/patients")
