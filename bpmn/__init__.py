"""The processes and rules of this installation as files: a process or a rule has one folder each.

The folder of a process holds its diagram with forms and decisions, and its scenarios; that of a rule (病种目录, 结算,
派驻, ...) holds its versions, `<jurisdiction, or cn>.<first day in force>.dmn`.
"""

from pathlib import Path

ENDINGS = (".bpmn", ".form", ".dmn")


def folders() -> list[Path]:
    """The folders of all processes; a folder is named as the key of its process."""
    here = Path(__file__).parent
    return sorted(folder for folder in here.iterdir() if (folder / f"{folder.name}.bpmn").exists())


def files(folder: Path) -> dict[str, bytes]:
    """The files of one process that are deployed together, by name."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.suffix in ENDINGS}


def scenarios(folder: Path) -> list[Path]:
    """The scenarios of one process, which are played by the tests and by whoever changes its diagram."""
    return sorted(folder.glob("scenarios/*.yaml"))


def rules() -> list[Path]:
    """The versions of all rules: decisions that belong to no process but to a jurisdiction and a time."""
    here = Path(__file__).parent
    return sorted(file for file in here.glob("*/*.dmn") if not (file.parent / f"{file.parent.name}.bpmn").exists())
