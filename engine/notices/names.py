"""Names of organizations, departments and people in an assignment: where one ends, and which stand for a group."""

import re

from engine.notices.brackets import outside

_ENDS = (
    "处|科|股|局|委|办|室|院|厅|部|司|署|中心|站|所|会|队|组|公司|政府|党委|党组|"
    "单位|机构|部门|联|校|大学|集团|支部|团|镇|乡|街道"
)
_END = re.compile(rf"(?:{_ENDS}|成员|医院)(?:[（(].*[）)])?$")
_UNFINISHED = re.compile(r"^(?:.*(?:老干部|公共场所|社会)|医院|学校|单位|机构|部门|妇女联|社区)$")
_GROUP = re.compile(
    r"各|相关|有关|全体|所有|成员单位|其他|其它|全(?:市|县|区|省|州|系统)|"
    r"(?:委|局|市|县|区|院|厅|省)?(?:直属|所属|下属|属|直)(?:公立|医疗卫生|医疗|卫生健康|卫生|事业)*(?:单位|医院|机构)|"
    r"机关(?:科室|处室|股室|部门)$"
)
_VAGUE = re.compile(r"相关|有关|其他|其它|^等")
_OPEN_LIST = re.compile(r"等(?P<rest>(?:相关|有关|其他|多)?(?:部门|单位|科室|处室|股室|机构))?$")
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_POST = r"[\u4e00-\u9fff]{0,6}(?:书记|局长|主任|委员|组长|成员|处长|科长|股长|院长|调研员|巡视员|专员)"
_POSTS = re.compile(rf"(?:{_POST}、)*{_POST}[ \u3000]+(?=[\u4e00-\u9fff]{{2,4}}(?:[、，,\s]|$))")
_PERSON_GAP = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")


def pieces(text: str) -> list[str]:
    """`text` cut at 、，；/ and line ends that stand in no bracket; blanks around the pieces removed."""
    cuts = [index for index, sign in outside(text) if sign in "、，,；;/／\n\t"]
    bounds = zip([-1, *cuts], [*cuts, len(text)], strict=True)
    return [piece for start, end in bounds if (piece := text[start + 1 : end].strip(" 　。.:："))]


def split_parties(text: str) -> list[str]:
    """Names of organizations and departments: `财务处及相关处室` is two, `规划财务与信息股` one."""
    return [name for piece in pieces(text) for part in _at_blanks(piece) for name in _at_connectors(part)]


def split_people(text: str) -> list[str]:
    """Names of people: `张三、李四`, `张三 李四` are two, the stretched `张 三` one."""
    text = _POSTS.sub(lambda match: match[0].rstrip(" 　").replace("、", "\x1f"), _PERSON_GAP.sub(r"\1\2", text))
    names = [
        name for piece in pieces(text) for part in re.split(r"[ \u3000]+", piece) for name in re.split("和|及", part)
    ]
    return [name.replace("\x1f", "、") for name in names if name]


def is_complete(name: str) -> bool:
    """Whether `name` ends as names of organizations and departments do, so nothing of it is on the next line."""
    return bool(_END.search(name)) and not _UNFINISHED.match(name)


def is_group(name: str) -> bool:
    """Whether `name` stands for several (各县（区）卫生健康局, 委机关各科室) and must be expanded."""
    return bool(_GROUP.search(re.sub(r"[（(].*?[）)]", "", name)))


def is_vague(name: str) -> bool:
    """Whether even with a directory nobody can say who belongs to the group (委相关业务处室, 等部门)."""
    return bool(_VAGUE.search(name))


def without_open_list(name: str) -> tuple[str, str]:
    """(`name` without 等部门, the placeholder that was taken off or nothing)."""
    match = _OPEN_LIST.search(name)
    if not match or not name[: match.start()]:
        return name, ""
    return name[: match.start()], match[0]


def _at_blanks(piece: str) -> list[str]:
    """A blank separates two whole names; within one it is only a printed gap."""
    parts = re.split(r"[ \u3000]+", piece)
    if len(parts) > 1 and all(is_complete(part) or is_group(part) for part in parts[:-1]):
        return parts
    return [_HAN_GAP.sub("", piece)]


def _at_connectors(piece: str) -> list[str]:
    for index, sign in outside(piece):
        left, right = piece[:index], piece[index + 1 :].removeprefix("及")
        left = left.removesuffix("以") if sign == "及" else left
        if sign in "及和与" and is_complete(left) and (is_complete(right) or is_group(right)):
            return [left, *_at_connectors(right)]
    return [piece]
