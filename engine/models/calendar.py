"""Days that are not what the week says: holidays, swapped working days, local festivals."""

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from engine.models.base import Base


class CalendarDay(Base):
    """A holiday or a swapped working day of a jurisdiction and all within it; `""` is the whole country."""

    __tablename__ = "calendar_day"

    jurisdiction_code: Mapped[str] = mapped_column(String(12), primary_key=True, default="")
    date: Mapped[dt.date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name: Mapped[str] = mapped_column(String(60), default="")
