"""Pages of long lists by key, not by offset: a page starts after the last row seen, however many lie before."""

import base64
import binascii
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
from sqlalchemy import ColumnElement, func, literal, select, tuple_, union
from sqlalchemy.orm import QueryableAttribute, Session

from engine.models.base import Moment

Row = TypeVar("Row")
Key = ColumnElement[Any] | QueryableAttribute[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row]):
    """Some rows of a list, the cursors of its neighbours (None at the ends), and how many rows there are in all."""

    rows: list[Row]
    next: str | None
    previous: str | None
    total: int


def page(
    session: Session,
    statement: Any,
    keys: Sequence[Key],
    *,
    cursor: str | None = None,
    limit: int = 20,
    descending: bool = False,
) -> Page[tuple[Any, ...]]:
    """One page of a select statement ordered by `keys`; they are not null and the last one is unique.

    Rows come as the statement's columns, without the keys. A cursor that is none starts at the beginning.
    """
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    way = _Way(cursor, keys, limit, descending)
    found = session.execute(way.cut(statement.add_columns(*keys), keys)).all()
    return way.page(found, total, width=len(keys))


def merged(
    session: Session,
    sources: Sequence[tuple[Any, Sequence[Key]]],
    *,
    cursor: str | None = None,
    limit: int = 20,
    descending: bool = False,
) -> Page[tuple[Any, ...]]:
    """One page of several select statements together, each with its keys, of the same kinds; what is in two comes once.

    Each statement gives no more rows than the page takes, so that an index in the order of its keys is enough for it.
    The one column of a row is the last key, its id.
    """
    way = _Way(cursor, sources[0][1], limit, descending)
    names = [f"key_{number}" for number in range(len(sources[0][1]))]
    ids, pieces = [], []
    for statement, keys in sources:
        ids.append(statement.with_only_columns(keys[-1]))
        labelled = [key.label(name) for key, name in zip(keys, names, strict=True)]
        pieces.append(select(way.cut(statement.with_only_columns(*labelled), keys).subquery()))
    total = session.scalar(select(func.count()).select_from(union(*ids).subquery())) or 0
    together = union(*pieces).subquery()
    columns = [together.c[name] for name in names]
    found = session.execute(way.ordered(select(columns[-1].label("id"), *columns), columns).limit(limit + 1)).all()
    return way.page(found, total, width=len(columns))


class _Way:
    """From where a page goes, which way and how far."""

    def __init__(self, cursor: str | None, keys: Sequence[Key], limit: int, descending: bool) -> None:
        self._backwards, self._after = _decoded(cursor, keys)
        self._falling, self._limit = descending != self._backwards, limit

    def ordered(self, statement: Any, keys: Sequence[Key]) -> Any:
        return statement.order_by(*(key.desc() if self._falling else key.asc() for key in keys))

    def cut(self, statement: Any, keys: Sequence[Key]) -> Any:
        """The rows of the page, and one more to see whether it is the last."""
        if self._after:
            # With the types of the columns, for SQLite writes moments otherwise than a driver would.
            bound = tuple_(*(literal(value, key.type) for key, value in zip(keys, self._after, strict=True)))
            here = tuple_(*keys)
            statement = statement.where(here < bound if self._falling else here > bound)
        return self.ordered(statement, keys).limit(self._limit + 1)

    def page(self, found: Sequence[Any], total: int, *, width: int) -> Page[tuple[Any, ...]]:
        """The rows without their keys, which are the last columns."""
        more, rows = len(found) > self._limit, list(found[: self._limit])
        if self._backwards:
            rows.reverse()
        return Page(
            rows=[tuple(row[:-width]) for row in rows],
            next=_encoded(False, rows[-1][-width:]) if rows and (more or self._backwards) else None,
            previous=_encoded(True, rows[0][-width:])
            if rows and (more if self._backwards else self._after)
            else None,
            total=total,
        )


def _encoded(backwards: bool, values: Sequence[Any]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([backwards, *values])).decode().rstrip("=")


def _decoded(cursor: str | None, keys: Sequence[Key]) -> tuple[bool, list[Any]]:
    """Whether a cursor looks back, and the keys it stands at; one that somebody made up stands nowhere."""
    try:
        backwards, *values = orjson.loads(base64.urlsafe_b64decode(f"{cursor or ''}=="))
        found = [_read(key, value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, binascii.Error):
        return False, []
    return backwards is True, found


def _read(key: Key, value: Any) -> Any:
    found = dt.datetime.fromisoformat(value) if isinstance(key.type, Moment) else value
    if not isinstance(found, key.type.python_type):
        raise TypeError
    return found
