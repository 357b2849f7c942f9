"""Names of departments, persons and jurisdictions by their ids, for texts people read."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from engine.models import Department, Jurisdiction, Person


def department_names(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Department id -> full name; unknown ids are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = session.scalars(
        select(Department).where(Department.id.in_(wanted)).options(joinedload(Department.organization))
    )
    return {row.id: row.full_name for row in rows}


def person_names(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Person id -> name; unknown ids are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    return dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted))).all())


def names_of(session: Session, ids: Iterable[str]) -> list[str]:
    """The names of departments, persons or jurisdictions, in the order of the ids; an unknown id stands for itself."""
    ordered = list(ids)
    places = place_names(session, (id_ for id_ in ordered if id_.isdecimal()))
    known = {**department_names(session, ordered), **person_names(session, ordered)}
    known |= {code: name for code, name in places.items() if name}
    return [known.get(id_, id_) for id_ in ordered]


def place_names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """Code -> name; townships and villages with the county before them, since those of several share names."""
    wanted = set(codes)
    if not wanted:
        return {}
    county = {code: code[:6] for code in wanted}
    around = {code[:9] for code in wanted} | set(county.values()) | wanted
    rows = session.execute(select(Jurisdiction.code, Jurisdiction.name).where(Jurisdiction.code.in_(around)))
    known = dict(rows.all())
    return {
        code: "".join(known.get(part, "") for part in dict.fromkeys((code[:6], code[:9], code))) for code in wanted
    }
