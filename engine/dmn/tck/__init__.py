"""Runs conformance tests in the public layout of the DMN TCK: `python -m engine.dmn.tck DIR [RESULTS.csv]`."""

from engine.dmn.tck.running import Result, run

__all__ = ["Result", "run"]
