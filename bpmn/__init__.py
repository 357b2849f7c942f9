"""The processes of this installation as files: one folder each, with its diagram and forms."""

from pathlib import Path

ENDINGS = (".bpmn", ".form", ".dmn")


def folders() -> list[Path]:
    """The folders of all processes; a folder is named as the key of its process."""
    here = Path(__file__).parent
    return sorted(folder for folder in here.iterdir() if (folder / f"{folder.name}.bpmn").exists())


def files(folder: Path) -> dict[str, bytes]:
    """The files of one process that are deployed together, by name."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.suffix in ENDINGS}
