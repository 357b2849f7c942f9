"""The command line of the conformance runner."""

import sys
from pathlib import Path

from engine.clock import system_clock
from engine.dmn.tck.running import run, written


def main(arguments: list[str]) -> int:
    """Write a row a test case, to the file named or to the screen; the count goes to the error stream."""
    if len(arguments) not in (1, 2) or not Path(arguments[0]).is_dir():
        print("usage: python -m engine.dmn.tck DIR [RESULTS.csv]", file=sys.stderr)
        return 2
    results = list(run(Path(arguments[0]), system_clock()))
    text = written(results)
    if len(arguments) == 2:
        Path(arguments[1]).write_text(text, "utf-8")
    else:
        print(text, end="")
    passed = sum(each.outcome == "SUCCESS" for each in results)
    print(f"{passed} of {len(results)} test cases passed", file=sys.stderr)
    return 0 if passed == len(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
