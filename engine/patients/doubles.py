"""Records that may be of one person: proposed when a record is made or changed, decided by a person."""

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from engine.models import Double, Patient

if TYPE_CHECKING:
    from engine.unit import Unit

REASONS = ("birth", "unnumbered", "phone", "digits")
"""Same name and: birth date and county; county, and one has no number yet; telephone; nearly the same number."""

MOST = 300
"""So many namesakes are looked at."""

SLIPS = 3
"""Digits by which numbers are nearly the same: one mistyped or two swapped, and the check digit that follows them."""


def propose(unit: "Unit", patient: Patient) -> None:
    """Propose every record of the same name that may be the same person and about which nobody has decided."""
    namesakes = (
        select(Patient)
        .where(Patient.name == patient.name, Patient.id != patient.id, Patient.merged_into_id.is_(None))
        .order_by(Patient.id.desc())
        .limit(MOST)
    )
    found = [(other, why) for other in unit.session.scalars(namesakes) if (why := reasons(patient, other))]
    known = _known_pairs(unit, patient) if found else {}
    for other, why in found:
        first, second = sorted((patient.id, other.id))
        pair = known.get((first, second))
        if pair is None:
            unit.session.add(
                Double(first_id=first, second_id=second, reasons=why, state="open", found_at=unit.now)
            )  # fmt: skip
        elif pair.state == "open":
            pair.reasons = why


def decide(unit: "Unit", one_id: str, other_id: str, state: str) -> None:
    """Keep what was decided about a pair: merged, or apart; also about one that nobody proposed."""
    first, second = sorted((one_id, other_id))
    pair = unit.session.get(Double, (first, second))
    if pair is None:
        pair = Double(first_id=first, second_id=second, reasons=[], found_at=unit.now)
        unit.session.add(pair)
    pair.state, pair.decided_at = state, unit.now
    pair.decided_by = unit.actor.id if unit.actor else None


def reasons(one: Patient, other: Patient) -> list[str]:
    """Why two records of the same name may be one person, of REASONS; none where nothing says so."""
    near = one.jurisdiction_code[:6] == other.jurisdiction_code[:6]
    same_birth = one.birth is not None and one.birth == other.birth
    unnumbered = one.identity is None or other.identity is None
    found = {
        "birth": same_birth and near,
        "unnumbered": unnumbered and near and (same_birth or one.birth is None or other.birth is None),
        "phone": bool(one.phone) and one.phone == other.phone,
        "digits": not unnumbered and _slips(one.identity or "", other.identity or "") <= SLIPS,
    }
    return [reason for reason in REASONS if found[reason]]


def _slips(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False))


def _known_pairs(unit: "Unit", patient: Patient) -> dict[tuple[str, str], Double]:
    pairs = select(Double).where(or_(Double.first_id == patient.id, Double.second_id == patient.id))
    return {(pair.first_id, pair.second_id): pair for pair in unit.session.scalars(pairs)}
