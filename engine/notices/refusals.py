"""Why a file is not imported: each refusal says in a sentence what is wrong and what to do."""

from engine.errors import BangfuError


class NotImportable(BangfuError):
    """Expected {name} to be a notice that can be imported, but it is not."""

    zh = "“{name}”不能作为文件导入。"


class EmptyFile(NotImportable):
    """Expected {name} to have a text, but it is empty. Check the file and choose it again."""

    zh = "“{name}”是空文件，请检查后重新选择。"


class TooLarge(NotImportable):
    """Expected {name} to be at most {limit}, but it has {size}. Import the notice itself, without pictures or scans."""

    zh = "“{name}”有{size}，超过上限{limit}。请只导入文件正文，去掉图片或扫描件后再试。"


class UnknownEncoding(NotImportable):
    """Expected {name} to be text in UTF-8, UTF-16 with a mark, or GB18030, but it is in none. Save it as UTF-8."""

    zh = "“{name}”的文字编码无法识别（支持 UTF-8、带标记的 UTF-16、GB18030）。请另存为 UTF-8 后再试。"


class OldFormat(NotImportable):
    """Expected {name} to be .txt, .md, .docx or .xlsx, but it has the old .doc/.xls format. Save it as the new."""

    zh = "“{name}”是旧版 .doc/.xls 格式，请用 Word 或 WPS 另存为 .docx 或 .xlsx 后再试。"


class WrongKind(NotImportable):
    """Expected {name} to be .txt, .md, .docx or .xlsx, but it is another kind of file. Save its text as one."""

    zh = "“{name}”不是 .txt、.md、.docx 或 .xlsx 文件。请把文件正文另存为其中一种后再试。"


class Damaged(NotImportable):
    """Expected {name} to open, but it is damaged or protected by a password. Open it, save it anew and try again."""

    zh = "“{name}”已损坏或设有密码，无法打开。请打开后重新保存，再行导入。"


class NotANotice(NotImportable):
    """Expected {name} to be a notice, but it has no articles, table of tasks or assignment. Choose the notice."""

    zh = "“{name}”中没有条款、任务分工表或责任单位，不像是任务分工文件。请选择文件正文或任务分工表。"
