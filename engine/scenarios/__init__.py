"""Scenarios 场景: one way through a process as text people can read, played in a trial and held against it.

`read` a file, `play` it in a space of `engine.trials`, `record` a trial as a scenario, `compare` what two plays showed,
and ask by `coverage` what of a diagram no scenario passes.
"""
