"""What is wrong with the text of a scenario, with its line."""

from engine.errors import BangfuError


class Unreadable(BangfuError):
    """Expected a scenario that can be read, but line {line}: {en}."""

    zh = "场景第 {line} 行：{zh}。"

    @property
    def line(self) -> int:
        """The line, from 1."""
        return int(self.details["line"])
