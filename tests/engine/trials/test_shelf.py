"""The shelf between two requests: a few trials by key, and none lost that can be made again."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from engine.trials.shelf import Shelf


class Thing:
    """Something that knows whether it was put away."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def made() -> list[Thing]:
    return []


@pytest.fixture
def make(made: list[Thing]) -> Callable[[str], Callable[[], Thing]]:
    def of(name: str) -> Callable[[], Thing]:
        def new() -> Thing:
            made.append(Thing(name))
            return made[-1]

        return new

    return of


Make = Callable[[str], Callable[[], Thing]]


def test_a_thing_is_made_once_and_found_again(made: list[Thing], make: Make) -> None:
    shelf: Shelf[Thing] = Shelf()
    for _ in range(3):
        with shelf.taking("a", make("a")) as thing:
            assert thing is made[0]
    assert len(made) == 1


def test_the_longest_unused_makes_room(made: list[Thing], make: Make) -> None:
    shelf: Shelf[Thing] = Shelf(most=2)
    for key in ("a", "b", "a", "c"):
        with shelf.taking(key, make(key)):
            pass
    assert [(thing.name, thing.closed) for thing in made] == [("a", False), ("b", True), ("c", False)]
    with shelf.taking("b", make("b")) as again:
        assert again is made[3]


def test_what_was_not_used_for_long_is_put_away(made: list[Thing], make: Make) -> None:
    shelf: Shelf[Thing] = Shelf(lasts=-1)
    with shelf.taking("a", make("a")) as thing:
        assert not thing.closed
    assert thing.closed


def test_a_thing_in_use_stays_until_it_is_laid_back(made: list[Thing], make: Make) -> None:
    shelf: Shelf[Thing] = Shelf(most=1)
    with shelf.taking("a", make("a")) as thing:
        with shelf.taking("b", make("b")):
            pass
        assert not thing.closed


def test_one_thread_at_a_time_uses_a_thing(made: list[Thing], make: Make) -> None:
    shelf: Shelf[Thing] = Shelf()
    inside: list[str] = []

    def use(name: str) -> None:
        with shelf.taking("a", make("a")):
            inside.append(f"{name} in")
            inside.append(f"{name} out")

    threads = [threading.Thread(target=use, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert all(inside[n].split()[0] == inside[n + 1].split()[0] for n in range(0, 16, 2))


def test_what_fails_to_be_made_is_made_anew(made: list[Thing], make: Make) -> None:
    shelf: Shelf[Thing] = Shelf()

    def broken() -> Thing:
        raise ValueError

    with pytest.raises(ValueError), shelf.taking("a", broken):
        pass
    with shelf.taking("a", make("a")) as thing:
        assert thing is made[0]


def test_a_thing_put_away_by_name_is_closed(made: list[Thing], make: Make) -> None:
    shelf: Shelf[Thing] = Shelf()
    with shelf.taking("a", make("a")) as thing:
        pass
    shelf.put_away("a")
    shelf.put_away("unknown")
    assert thing.closed
