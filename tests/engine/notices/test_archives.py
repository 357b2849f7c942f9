"""Office files are zip files: what they unfold to is bounded, and what declares entities is not opened."""

import zipfile
from io import BytesIO

import pytest

from engine.notices.archives import kind_of
from engine.notices.refusals import Damaged
from tests.engine.notices import shapes


def test_the_parts_tell_word_from_excel() -> None:
    assert kind_of("a", shapes.word([])) == "docx"
    assert kind_of("a", shapes.sheet()) == "xlsx"


@pytest.mark.parametrize("declaration", [b"<!DOCTYPE x>", '<!DOCTYPE x [<!ENTITY a "b">]>'.encode("utf-16-le")])
def test_a_part_that_declares_a_document_type_is_not_opened(declaration: bytes) -> None:
    source = zipfile.ZipFile(BytesIO(shapes.word(["正文"])))
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name) + (declaration if name == "word/styles.xml" else b""))
    with pytest.raises(Damaged):
        kind_of("a.docx", content.getvalue())
