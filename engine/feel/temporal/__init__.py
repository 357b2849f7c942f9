"""Dates, times and durations: how they are read, written, asked for their parts and calculated with."""
