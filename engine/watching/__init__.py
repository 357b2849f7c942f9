"""Watching a process at work: how many cases stand where, how long steps take, and which cases are in trouble."""
