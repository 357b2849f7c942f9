"""The layout of a worksheet: headings down the first column, one column each for conditions, results and remarks.

    决策      报销比例
    编号      rate
    命中策略  唯一
    列        条件      条件        结果     说明
    名称      费用      医院等级    比例     依据
    表达式    费用      医院等级
    类型      数字      文字        数字
    取值                三级、二级
    默认                            0
    1         <= 30000  三级        0.65     第三条

A sheet with a row 参数 (累计负担：数字) is a table that others call with these arguments, not a decision.
"""

from dataclasses import dataclass, field
from typing import Final, Literal

from openpyxl.utils import get_column_letter

DECISION, ID, PARAMETERS, POLICY, RESULT = "决策", "编号", "参数", "命中策略", "结果类型"
COLUMN, NAME, EXPRESSION, TYPE, VALUES, DEFAULT = "列", "名称", "表达式", "类型", "取值", "默认"
HEADINGS: Final = (DECISION, ID, PARAMETERS, POLICY, RESULT, COLUMN, NAME, EXPRESSION, TYPE, VALUES, DEFAULT)
Kind = Literal["条件", "结果", "说明"]
KINDS: Final[tuple[Kind, ...]] = ("条件", "结果", "说明")
POLICIES: Final = {
    "唯一": ("UNIQUE", ""),
    "任一": ("ANY", ""),
    "优先": ("PRIORITY", ""),
    "首个": ("FIRST", ""),
    "规则次序": ("RULE ORDER", ""),
    "输出次序": ("OUTPUT ORDER", ""),
    "汇集": ("COLLECT", ""),
    "合计": ("COLLECT", "SUM"),
    "最小": ("COLLECT", "MIN"),
    "最大": ("COLLECT", "MAX"),
    "计数": ("COLLECT", "COUNT"),
}
LETTERS: Final = dict(zip("UAPFROC", list(POLICIES)[:7], strict=True)) | {
    "C+": "合计",
    "C<": "最小",
    "C>": "最大",
    "C#": "计数",
}
"""The letters of the standard are understood too."""
TYPES: Final = {
    "文字": "string",
    "数字": "number",
    "是否": "boolean",
    "日期": "date",
    "时间": "time",
    "日期时间": "date and time",
}


@dataclass(slots=True, kw_only=True)
class Column:
    """One column; `values` and `default` as FEEL, like the cells of the rules; `place` counts from 1 in its sheet."""

    kind: Kind
    name: str = ""
    expression: str = ""
    type: str = ""
    values: str = ""
    default: str = ""
    place: int = 0


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One decision table; each rule has a FEEL text, or a remark, for each column.

    `parameters` are the (name, type) of a table that is called with arguments, None for a decision. `title` is the
    worksheet's, `heads` and `places` the rows of its headings and rules.
    """

    name: str
    id: str = ""
    parameters: list[tuple[str, str]] | None = None
    policy: str = "唯一"
    result: str = ""
    columns: list[Column] = field(default_factory=list)
    rules: list[list[str]] = field(default_factory=list)
    title: str = ""
    heads: dict[str, int] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)

    def address(self, row: int, column: int = 1) -> str:
        """A cell as spreadsheets name it, after the name of its worksheet."""
        return f"工作表“{self.title}”{get_column_letter(column)}{row}" if row else f"工作表“{self.title}”"
