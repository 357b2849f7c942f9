"""A file that is no harmless XML is refused in words, in bounded time and memory."""

import subprocess
import sys

import pytest

from engine import kernel
from engine.kernel.source import MOST, SIZE, read
from tests.engine.kernel.diagrams import HEAD
from tests.engine.kernel.play import Play

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><d x="&c;">&c;</d>"""


MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        (b"", "空的", "empty"),
        (b" \n", "空的", "empty"),
        (b"PK\x03\x04\x00\x00", "压缩", "archive"),
        (b"%PDF-1.7", "PDF", "PDF"),
        (b"\xef\xbb\xbf<!DOCTYPE HTML><html></html>", "网页", "web page"),
        ("流程".encode("gb18030"), "第 1 行", "line 1"),
        (f'<a name="{"流程"}"/>'.encode("gb18030"), "UTF-8", "UTF-8"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "UTF-8", "UTF-8"),
        (LAUGHS, "实体", "entities"),
        (LAUGHS.decode().encode("utf-16"), "实体", "entities"),
        (b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd"><d/>', "实体", "entities"),
        (b"<a>" * 10_000 + b"</a>" * 10_000, "嵌套", "deep"),
        (b"<a>" * (SIZE // 3), "嵌套", "deep"),
        (b" " * (100 * 1024 * 1024), "MB", "larger"),
        (b"<a>" + b"<b/>" * (MOST + 1) + b"</a>", "100,000", "100,000"),
        (HEAD.encode() + b"<bpmn:process", "第 ", "line"),
        (b"<a><b></a>", "第 1 行第 ", "mismatch"),
    ],
    ids=range(17),
)
def test_a_file_that_is_no_xml_to_work_with_is_refused(source: bytes, zh: str, en: str) -> None:
    fault = refused(source)
    assert fault.rule == "xml"
    assert zh in fault.zh
    assert en in fault.en


@pytest.mark.parametrize("space", ["", ' xmlns="http://www.omg.org/spec/DMN/20191111/MODEL/"', f' xmlns="{MODEL}#"'])
def test_a_file_of_another_kind_is_refused_by_its_root(space: str) -> None:
    fault = refused(f"<definitions{space}/>".encode())
    assert fault.rule == "not-bpmn"
    assert "definitions" in fault.zh
    assert fault.en.count("http") == space.count("http")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_an_encoding_that_is_declared_is_read(encoding: str) -> None:
    # given a diagram in another encoding than most
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?><definitions xmlns="{MODEL}" name="流程"/>'
    # when it is read
    root = read(text.encode(encoding))
    # then its words are what they were
    assert root.get("name") == "流程"


def test_flags_and_references_may_be_written_in_both_ways_of_xml_schema() -> None:
    # given a diagram of a tool that writes flags as numbers and references with a prefix
    inside = """<bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:endEvent id="end"/>
    <bpmn:boundaryEvent id="late" attachedToRef="tns:a" cancelActivity="0"><bpmn:timerEventDefinition>
    <bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    f: start -> tns:a
    a -> end
    late -> end"""
    # then it is the same diagram
    case = Play(inside)
    case.later(days=1).fire("late")
    assert case.at == ["a"]


WORST = {
    "elements": "b'<a>' + b'<b/>' * 2_500_000 + b'</a>'",
    "attributes": "b'<a ' + b' '.join(b'a%d=\"\"' % n for n in range(800_000)) + b'/>'",
    "text": "b'<a>' + b'x' * 10_000_000 + b'</a>'",
    "faults": 'b\'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">\''
    " + b'<startEvent id=\"s\"/><task/>' * 6_000 + b'</process></definitions>'",
}


@pytest.mark.parametrize("worst", WORST)
def test_the_worst_files_are_refused_in_bounded_memory(worst: str) -> None:
    # given a process of its own, as the parser's memory is none of Python's
    program = f"""
import resource
from engine import kernel
source = {WORST[worst]}
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
try:
    kernel.parse(source, "v1")
except kernel.Invalid as refused:
    print(refused.faults[0].rule)
"""
    # when it reads the file with a gigabyte of address space in all
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    # then it refuses it in words
    assert done.stderr == ""
    assert done.stdout.strip()


def refused(source: bytes) -> kernel.Fault:
    with pytest.raises(kernel.Invalid) as invalid:
        kernel.parse(source, "v1")
    (fault,) = invalid.value.faults
    return fault
