"""Headers of tables of tasks: which column holds what, under the names that offices give them."""

import re

_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sequence", re.compile(r"^(?:序号?|编号|项次|顺序号?|No\.?)$", re.I)),
    ("due", re.compile(r"时限|期限|完成时间|时间节点|截止|时间(?:安排|要求)|办结时间")),
    ("mixed", re.compile(r"(?:单位|处室|科室|股室|部门)(?:及|和|、|与|/)?(?:责任|负责|牵头|分管)?(?:人|领导)")),
    ("leaders", re.compile(r"领导|责任人|负责人|负责同志|责任同志")),
    ("supports", re.compile(r"^(?!.*(?:牵头|责任)).*(?:配合|协办|协助|参与|协同)")),
    ("leads", re.compile(r"牵头|主办|主责")),
    (
        "units",
        re.compile(r"(?:责任|承办|落实|实施|负责|主管|完成|整改).*(?:单位|处|科|股|部门|机构|主体)|^责任(?:分工|方)?$"),
    ),
    ("article", re.compile(r"类别|条款|条目|板块|分类|正文|文件条|^章节$|对应条")),
    ("task", re.compile(r"任务|事项|内容|措施|举措|要点|^项目$|^工作$|^要求$")),
)
_PARTIES = {"leads", "units", "supports", "leaders", "mixed"}


def roles_of(cells: tuple[str, ...]) -> tuple[str, ...] | None:
    """The role of each column (`other` for what tasks do not need) if these cells head a table of tasks, else None."""
    labels = [re.sub(r"\s|\*|[（(].*?[）)]|[:：]", "", cell) for cell in cells]
    roles = [_role(label) for label in labels]
    if "task" not in roles or not _PARTIES & set(roles) or any(len(label) > 16 for label in labels):
        return None
    return tuple(_one_task(roles, labels))


def _role(label: str) -> str:
    return next((role for role, pattern in _ROLES if label and pattern.search(label)), "other")


def _one_task(roles: list[str], labels: list[str]) -> list[str]:
    """Of several task columns the most specific one is the task; the one before it says where it belongs."""
    tasks = [index for index, role in enumerate(roles) if role == "task"]
    tasks = [index for index in tasks if index == tasks[0] or labels[index] != labels[index - 1]]
    if len(tasks) > 1:
        named = [index for index in tasks if labels[index].endswith("任务")]  # 重点任务 stands before 工作任务
        narrow = (index for index in tasks if re.search("具体|措施|内容|事项", labels[index]))
        chosen = next(narrow, (named or tasks[:1])[-1])
        for index in tasks:
            if index != chosen:
                roles[index] = "article" if index < chosen and "article" not in roles else "other"
    return roles
