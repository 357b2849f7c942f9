"""What forms offer to choose from around a place."""

from __future__ import annotations

from engine.duties import jurisdictions_for_choice
from engine.organizations import add_jurisdiction
from tests.engine.commission import PLACE, Commission


def test_jurisdictions_stand_under_what_contains_them_the_wider_ones_first(sqlite_url: str) -> None:
    # given a city with two counties that have a township of the same name
    with Commission(sqlite_url) as work:
        for code, name, level, above in (
            ("990121", "石桥县", "county", PLACE), ("990122", "青禾县", "county", PLACE),
            ("990121001", "城关镇", "township", "990121"), ("990122001", "城关镇", "township", "990122"),
            ("990121001001", "东门村", "village", "990121001"),
        ):  # fmt: skip
            work.do(None, add_jurisdiction, code, name, level, above)
        # when the county asks
        offered = work.look(None, jurisdictions_for_choice, "990121")
        # then it has itself, what contains it and what lies in it, each told from its namesakes
        assert offered == [
            (PLACE, "云山市", ""), ("990121", "石桥县", "云山市"), ("990121001", "石桥县城关镇", "石桥县"),
            ("990121001001", "石桥县城关镇东门村", "石桥县城关镇"),
        ]  # fmt: skip
        # and a form may ask for no more than the township
        assert len(work.look(None, jurisdictions_for_choice, PLACE, "township")) == 5
