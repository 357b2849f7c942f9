"""Which encoding the bytes of a text file are in: UTF-8, UTF-16 with a mark, GB18030, or none we can trust."""

import codecs
import re

from engine.notices.refusals import UnknownEncoding, WrongKind

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_COMMON = 0.85  # of the characters beyond ASCII that a GB18030 text has in GB 2312; Big5 read as GB18030 has about half


def decode(name: str, content: bytes) -> str:
    """The text of `content`; raises UnknownEncoding, or WrongKind for bytes that are no text at all."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnknownEncoding(name=name)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(name, content, "utf-16")
    if b"\x00" in content[:65536]:
        raise UnknownEncoding(name=name) if _resembles_utf16(content) else WrongKind(name=name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _strict(name, content, "gb18030")
        if not _plausible(text):
            raise UnknownEncoding(name=name) from None
    if _CONTROL.search(text):
        raise WrongKind(name=name)
    return text


def _strict(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnknownEncoding(name=name) from None


def _resembles_utf16(content: bytes) -> bool:
    """Line ends of UTF-16 without its mark; such a file is text, so the advice is to save it anew."""
    return b"\n\x00" in content[:65536] or b"\x00\n" in content[:65536]


def _plausible(text: str) -> bool:
    beyond = [letter for letter in text[:200_000] if letter > "\x7f"]
    common = sum(_in_gb2312(letter) for letter in beyond)
    return bool(beyond) and common >= _COMMON * len(beyond)


def _in_gb2312(letter: str) -> bool:
    """Han characters and the punctuation of Chinese text; kana and Greek come from wrongly read bytes."""
    if letter in "　、。·—…‘’“”〔〕〈〉《》「」【】±×÷％":
        return True
    if not ("\u4e00" <= letter <= "\u9fff" or "\uff01" <= letter <= "\uff5e" or "\u2460" <= letter <= "\u249b"):
        return False
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
