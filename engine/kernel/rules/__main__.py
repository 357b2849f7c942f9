"""Prints the page of all rules."""

from engine.kernel.rules.page import page

print(page(), end="")
