"""Pages of long lists by key, not by offset: a page starts after the last row seen, however many lie before."""

import base64
import binascii
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
from sqlalchemy import ColumnElement, func, literal, select, tuple_
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
    backwards, after = _decoded(cursor, keys)
    falling = descending != backwards
    ordered = statement.add_columns(*keys).order_by(*(key.desc() if falling else key.asc() for key in keys))
    if after:
        here = tuple_(*keys)
        # With the types of the columns, for SQLite writes moments otherwise than a driver would.
        bound = tuple_(*(literal(value, key.type) for key, value in zip(keys, after, strict=True)))
        ordered = ordered.where(here < bound if falling else here > bound)
    found = session.execute(ordered.limit(limit + 1)).all()
    more, rows = len(found) > limit, list(found[:limit])
    if backwards:
        rows.reverse()
    width = len(keys)
    return Page(
        rows=[tuple(row[:-width]) for row in rows],
        next=_encoded(False, rows[-1][-width:]) if rows and (more or backwards) else None,
        previous=_encoded(True, rows[0][-width:]) if rows and (more if backwards else after) else None,
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
