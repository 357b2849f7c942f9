"""What can be wrong with a verb of a trial before the engine itself has a say."""

from engine.errors import BangfuError


class NotWaiting(BangfuError):
    """Expected {element!r} to be open, but what is open now is: {open}."""

    zh = "现在没有待办的“{element}”；正在等待的有：{open}。"


class Unclear(BangfuError):
    """Expected one open item of {element!r}, but there are {count}; say which (of): {choices}."""

    zh = "“{element}”有 {count} 件待办，请用 of 写明是哪一件：{choices}。"


class Unknown(BangfuError):
    """Expected {words!r} to be known here as {what}, but it is not."""

    zh = "试运行的单位和人员中没有“{words}”（{what}）。"


class NotAsked(BangfuError):
    """Expected only answers to what the form asks now, but it does not ask {names}; it asks: {asked}."""

    zh = "表单现在没有“{names}”这一项（没有、未显示或只读）；现有：{asked}。"


class NotStarted(BangfuError):
    """Expected a case to be under way in this trial, but none has been started."""

    zh = "试运行还没有登记事项，请先登记。"


class TooMuch(BangfuError):
    """Expected the trial to stay within its bounds, but: {en}."""

    zh = "试运行超出了限度：{zh}。"
