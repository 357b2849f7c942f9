"""Names as notices write them: which are short for the same office, and which stand inside an organization."""

import re
from collections.abc import Iterable

_SAME = (
    (r"卫生健康委员会|卫生健康委|卫生和计划生育委员会|卫生计划生育委员会|卫生计生委|卫健委|卫计委", "卫健"),
    (r"卫生健康局|卫生和计划生育局|卫生计生局|卫健局|卫计局|卫计委（局）|卫生局", "卫健"),
    (r"医疗保障局|医保局", "医保"),
    (r"扶贫开发办公室|扶贫开发领导小组办公室|扶贫办", "扶贫"),
    (r"乡村振兴局", "乡村振兴"),
    (r"发展和改革委员会|发展改革委员会|发展和改革局|发展改革委|发展改革局|发改委|发改局", "发改"),
    (r"人力资源和社会保障局|人力资源社会保障局|人社局", "人社"),
    (r"住房和城乡建设局|住房城乡建设局|住建局", "住建"),
    (r"自然资源和规划局|自然资源局", "自然资源"),
    (r"教育体育局|教育局", "教育"),
    (r"疾病预防控制中心|疾控中心", "疾控中心"),
    (r"妇幼保健计划生育服务中心|妇幼保健院", "妇幼保健院"),
)
_RULES = tuple((re.compile(pattern), short) for pattern, short in _SAME)
_HOME = re.compile(r"^(?:本|我)?(?:委|局|厅|院)?机关(?=.)|^(?:委|局|厅)(?=[^机]*(?:处|科|股|室)$)")
_PLACE = re.compile(r"^[本全]?(?:省|市|县|区|州|旗)(?=.{2})")
_INNER = re.compile(r"(?:处|科|股|室|办)$")
_OFFICE_OF_PLACE = re.compile(r"^(?:省|市|县|区|州)|(?:省|市|县|区|州|旗).+(?:局|委|办|委员会)$|政府(?:办公室)?$")
_OFFICE_WORD = re.compile(r"(?:委员会|局|委|厅)$")


def short(name: str, places: Iterable[str] = ()) -> str:
    """What a name is compared by: `石梁市卫生健康委员会`, `市卫健委` and `市卫生计生委` are all `卫健`.

    `places` are the names of the jurisdiction and those around it, which notices leave out or shorten.
    """
    name = re.sub(r"[\s　“”\"]", "", name).replace("(", "（").replace(")", "）")
    for place in sorted(places, key=len, reverse=True):
        name = name.removeprefix(place)
    name = _PLACE.sub("", _HOME.sub("", name))
    for pattern, word in _RULES:
        name = pattern.sub(word, name)
    stem = _OFFICE_WORD.sub("", name)
    return stem if len(stem) >= 2 else name


def stands_inside(name: str) -> bool:
    """Whether a name is that of a department inside the issuing organization, not of an organization of its own."""
    bare = _HOME.sub("", name)
    return bool(_INNER.search(bare)) and not _OFFICE_OF_PLACE.search(bare)


def bare(name: str) -> str:
    """A department's name without the organization before it: `委机关办公室` is its `办公室`."""
    return _HOME.sub("", name)


def kind_of(name: str) -> str:
    """The kind of organization a name speaks of, one of `engine.models.place.KINDS`."""
    for pattern, kind in (
        (r"卫生健康委|卫健委|卫生计生委|卫生和计划生育委员会|卫计委", "commission"),
        (r"疾病预防控制|疾控中心", "cdc"),
        (r"卫生院|社区卫生服务中心", "health_centre"),
        (r"卫生室|卫生服务站|诊所", "clinic"),
        (r"医院|保健院", "hospital"),
        (r"局$|厅$", "bureau"),
    ):
        if re.search(pattern, name):
            return kind
    return "other"
