"""What a file of a diagram says of itself before anybody validates it: the process it is of."""

from engine.kernel import source as file
from engine.kernel.dialect import BPMN


def heading(source: bytes) -> tuple[str, str]:
    """Id and name of the first executable process, else of the first process, else two empty texts.

    Raises Invalid for what is no BPMN file.
    """
    processes = file.read(source).findall(f"{{{BPMN}}}process")
    executable = [process for process in processes if process.get("isExecutable") == "true"]
    first = next(iter(executable or processes), None)
    return ("", "") if first is None else (first.get("id") or "", first.get("name") or "")
