"""A draft as one .zip, for other programs and other commissions, and back."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from engine.drafts.files import ENDINGS, LARGEST, MOST
from engine.errors import Refused

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same files give the same archive."""


def to_archive(files: Mapping[str, bytes]) -> bytes:
    """All files in one .zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()


def from_archive(content: bytes) -> dict[str, bytes]:
    """The files a draft takes out of a .zip, whatever folder they lie in; raises Refused for none or too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [info for info in archive.infolist() if PurePosixPath(info.filename).suffix in ENDINGS]
            if len(members) > MOST or any(info.file_size > LARGEST for info in members):
                raise Refused(
                    zh=f"压缩包里的文件太多或太大：最多 {MOST} 个，每个不超过 {LARGEST // 1024 // 1024} MB。",
                    en=f"the archive holds too much: at most {MOST} files of {LARGEST // 1024 // 1024} MB each.",
                )
            return {_name(info.filename): _read(archive, info) for info in members}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as broken:
        raise Refused(
            zh="这个压缩包打不开，可能已损坏或设有密码，请重新打包为普通 .zip。",
            en="this archive cannot be opened; it may be damaged or locked: pack it anew as a plain .zip.",
        ) from broken


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """At most what was announced: a member that unpacks to more is a bomb."""
    with archive.open(info) as member:
        return member.read(info.file_size)


def _name(path: str) -> str:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return "/".join(parts[-2:]) if len(parts) > 1 and parts[-2] == "scenarios" else parts[-1]
