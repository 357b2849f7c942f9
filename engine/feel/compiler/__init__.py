"""Turns the tree of an expression into Python closures, once; evaluating is then calling one of them."""

from engine.feel.compiler import calls, membership, names, operators, structures
from engine.feel.compiler.compiler import Compiler, Frame

__all__ = ["Compiler", "Frame", "calls", "membership", "names", "operators", "structures"]
