"""A file that is no harmless XML is refused in words, in bounded time and memory."""

import pytest

from engine import kernel
from engine.kernel.source import SIZE
from tests.engine.kernel.diagrams import HEAD

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><d x="&c;">&c;</d>"""


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (b"", ""),
        (b"PK\x03\x04\x00\x00", ""),
        ("流程".encode("gb18030"), ""),
        (LAUGHS, "entities"),
        (b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd"><d/>', "entities"),
        (b"<a>" * 10_000 + b"</a>" * 10_000, "deep"),
        (b" " * (SIZE + 1), "larger"),
        (HEAD.encode() + b"<bpmn:process", ""),
    ],
)
def test_a_file_that_is_no_xml_to_work_with_is_refused(source: bytes, word: str) -> None:
    with pytest.raises(kernel.Invalid) as refused:
        kernel.parse(source, "v1")
    (fault,) = refused.value.faults
    assert fault.rule == "xml"
    assert fault.zh
    assert word in fault.en
