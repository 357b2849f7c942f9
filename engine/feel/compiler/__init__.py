"""Turns the tree of an expression into Python closures, once; evaluating is then calling one of them."""

from engine.feel.compiler import membership, names, operators, structures
from engine.feel.compiler.compiler import Compiler, Frame

__all__ = ["Compiler", "Frame", "membership", "names", "operators", "structures"]
