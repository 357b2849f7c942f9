"""The page of the built-in functions: complete, and as committed."""

from engine.feel.builtins import BUILTINS
from engine.feel.document import PAGE, TESTS, examples_of, page
from tests.engine.feel.test_builtins import EXAMPLES


def test_the_committed_page_is_what_is_generated() -> None:
    generated = page(examples_of(TESTS.read_text("utf-8")))
    assert PAGE.read_text("utf-8") == generated, "run: python -m engine.feel.document"


def test_the_page_shows_every_function_with_an_example_that_is_a_test() -> None:
    sections = {part.partition("\n")[0]: part for part in PAGE.read_text("utf-8").split("\n### ")[1:]}
    assert sections.keys() == BUILTINS.keys()
    tested = [expression for expression, _ in EXAMPLES]
    assert list(examples_of(TESTS.read_text("utf-8"))) == tested
    for name, section in sections.items():
        assert any(f"{expression} = " in section for expression in tested if f"{name}(" in expression), name
