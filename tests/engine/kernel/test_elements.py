"""The catalogue: small diagrams, one an element, event kind or combination, with what the standard says happens."""

from importlib import import_module
from pathlib import Path

import pytest

from tests.engine.kernel.story import Story

TOPICS = sorted(path.stem for path in Path(__file__).with_name("catalogue").glob("*.py") if path.stem != "__init__")
STORIES: dict[str, Story] = {
    f"{topic}: {title}": story
    for topic in TOPICS
    for title, story in import_module(f"tests.engine.kernel.catalogue.{topic}").STORIES.items()
}


@pytest.mark.parametrize("title", STORIES)
def test_the_story_goes_as_the_standard_says_also_with_a_restart_before_every_line(title: str) -> None:
    STORIES[title].play()
