"""A shelf for trials and templates between two requests: a few of them by key, the longest unused put away first.

Nothing is lost with one that is put away: a trial is its recorded verbs, and is begun again from these.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """What can be kept: it can be put away."""

    def close(self) -> None:
        """Give back what it holds."""


Kept = TypeVar("Kept", bound=Closable)


class Shelf(Generic[Kept]):
    """At most `most` things, each unused for at most `lasts` seconds. Safe among threads; one thread at a time a thing.

    A thing in use is not put away; so there may be more for a moment.
    """

    def __init__(self, *, most: int = 12, lasts: float = 1800) -> None:
        self._most, self._lasts = most, lasts
        self._places: OrderedDict[str, _Place[Kept]] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def taking(self, key: str, make: Callable[[], Kept]) -> Iterator[Kept]:
        """The thing with this key, made where it is not there (any more), for the time of the block."""
        place = self._place(key)
        place.lock.acquire()
        while self._places.get(key) is not place:  # it was put away before it could be taken
            place.lock.release()
            place = self._place(key)
            place.lock.acquire()
        try:
            if place.kept is None:
                place.kept = make()
            yield place.kept
        finally:
            place.used = time.monotonic()
            place.lock.release()
            self._tidy()

    def put_away(self, key: str) -> None:
        """Close one thing for good, as soon as nobody uses it."""
        with self._lock:
            place = self._places.pop(key, None)
        if place is not None:
            with place.lock:
                place.close()

    def _place(self, key: str) -> "_Place[Kept]":
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            return place

    def _tidy(self) -> None:
        with self._lock:
            old = time.monotonic() - self._lasts
            for key, place in list(self._places.items()):
                superfluous = len(self._places) > self._most or place.used < old
                if superfluous and place.lock.acquire(blocking=False):
                    del self._places[key]
                    place.close()
                    place.lock.release()


class _Place(Generic[Kept]):
    """Where one thing is kept, and the lock of whoever uses it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.kept: Kept | None = None
        self.used = time.monotonic()

    def close(self) -> None:
        if self.kept is not None:
            self.kept.close()
            self.kept = None
