"""What the tests of DMN share: a model from the inside of its definitions."""

from collections.abc import Callable

import pytest

from engine.dmn import Model, load

MODEL = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def file(inside: str, namespace: str = "main", dialect: str = MODEL) -> bytes:
    """A DMN file; FEEL in it is escaped as XML."""
    head = f'<definitions xmlns="{dialect}" id="definitions" name="测试" namespace="{namespace}">'
    return f"{head}\n{inside}\n</definitions>".encode()


def decision(name: str, text: str, *needs: str) -> str:
    """A decision that is one FEEL expression; `needs` are references such as requiredInput="#i"."""
    requirements = "".join(
        f"<{'knowledge' if 'Knowledge' in need else 'information'}Requirement><{need.split('=')[0]} "
        f"href={need.split('=')[1]}/></{'knowledge' if 'Knowledge' in need else 'information'}Requirement>"
        for need in needs
    )
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<decision id="{name}" name="{name}"><variable name="{name}"/>{requirements}'
        f"<literalExpression><text>{text}</text></literalExpression></decision>"
    )


@pytest.fixture
def model() -> Callable[..., Model]:
    """`model(inside)`: the loaded model."""
    return lambda inside, **other: load(file(inside, **other))
