"""Names of the bundled files: templates ask for `asset('main.js')` and get the address with its hash."""

import json
from pathlib import Path

from flask import Flask, url_for

from engine.errors import Misconfigured

MANIFEST = Path(__file__).parent / "static" / "dist" / "manifest.json"


def install(app: Flask) -> None:
    """Offer `asset` to templates and let browsers keep bundled files, whose names change with their content."""
    app.add_template_global(asset)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31_536_000


def asset(name: str) -> str:
    """The address of a bundled file; raises Misconfigured when the front end was not built."""
    try:
        file = json.loads(MANIFEST.read_text())[name]
    except (FileNotFoundError, KeyError) as missing:
        raise Misconfigured(
            zh=f"网页资源 {name} 尚未打包，请重新运行 ./dev。",
            en=f"the front end is not bundled ({name} is missing): run ./dev again.",
        ) from missing
    return url_for("static", filename=f"dist/{file}")
