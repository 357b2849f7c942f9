"""The places a text or list is cut at, as the functions on them count (DMN 1.5 §10.3.4.3 and §10.3.4.4, notes)."""

from engine.feel.errors import Fault
from engine.feel.numbers import Number, whole


def span(size: int, start: Number, length: Number | None = None) -> tuple[int, int]:
    """Begin and end of `length` places (None: all) from one counted from 1, or from the end when negative.

    Raises Fault for a start that is not there, and for a length that is not from 1 to all that follows.
    """
    place = whole(start)
    if not 1 <= abs(place) <= size:
        raise Fault(f"共{size}项，没有第{place}项", f"there are {size}, none at {place}")
    begin = place - 1 if place > 0 else size + place
    if length is None:
        return begin, size
    count = whole(length)
    if not 1 <= count <= size - begin:
        raise Fault(f"长度应为1至{size - begin}", f"expected a length from 1 to {size - begin}")
    return begin, begin + count
