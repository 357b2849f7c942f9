"""The questions a notice leaves open: each says what was imported meanwhile and which readings there are."""

from collections.abc import Sequence

from engine.notices.values import Option, Passage, Period, Question


def support_reach(names: tuple[str, ...], role: str, kept: tuple[str, ...]) -> Question:
    """A list `甲、乙、丙配合`: does 配合 speak of the last or of all (default: the last)."""
    label = "牵头" if role == "leads" else "责任"
    listed, last = "、".join(names), names[-1]
    others = tuple(name for name in kept if name not in names)
    return Question(
        code="support-reach",
        zh=f"“{listed}配合”中的“配合”管到哪一家？已按只有“{last}”配合导入。",
        en=f"In “{listed}配合”, whom does 配合 (supports) speak of? Imported as only “{last}” supporting.",
        default="last",
        options=(
            Option(
                code="last",
                zh=f"只有{last}配合，其余为{label}单位",
                en=f"Only {last} supports, the others are responsible",
                changes={role: [*others, *names[:-1]], "supports": [last]},
            ),
            Option(
                code="all",
                zh=f"{listed}都是配合",
                en=f"{listed} all support",
                changes={role: list(others), "supports": list(names)},
            ),
            Option(
                code="none",
                zh=f"{listed}都是{label}单位",
                en=f"{listed} are all responsible",
                changes={role: [*others, *names], "supports": []},
            ),
        ),
    )


def members(group: str) -> Question:
    """A placeholder nobody can expand from a directory alone (委相关业务处室, 等部门)."""
    return Question(
        code="group-members",
        zh=f"“{group}”指哪些单位或处室？文件没有写明，已保留为占位组。",
        en=f"Who belongs to “{group}”? The notice does not say; it was imported as a placeholder.",
        default="placeholder",
        options=(
            Option(code="placeholder", zh="先保留占位组，以后再定", en="Keep the placeholder for now"),
            Option(code="members", zh="现在指定成员", en="Name the members now", changes={"members": {group: []}}),
            Option(code="none", zh="不派给任何单位", en="Give it to nobody", changes={"groups": {"remove": [group]}}),
        ),
    )


def group_mode(group: str) -> Question:
    """A placeholder alone is responsible: do its members act together or each for itself (default: together)."""
    return Question(
        code="group-mode",
        zh=f"“{group}”单独负责：各成员共同办理一件，还是各办各的？已按共同办理导入。",
        en=f"“{group}” alone is responsible: one task for all its members or one for each? Imported as one for all.",
        default="joint",
        options=(
            Option(code="joint", zh="共同办理一件", en="One task for all", changes={"mode": "joint"}),
            Option(code="each", zh="每个成员各办一件", en="One task for each member", changes={"mode": "each"}),
        ),
    )


def pairing(leaders: tuple[str, ...], parties: tuple[str, ...], known: Sequence[tuple[str, str, int]]) -> Question:
    """Several leaders and as many departments: by position (default) or all for all; other rows are evidence."""
    pairs = list(zip(leaders, parties, strict=True))
    shown = "；".join(f"{leader}—{party}" for leader, party in pairs)
    evidence = [(leader, party, sequence) for leader, party, sequence in known if leader in leaders or party in parties]
    cited = "；".join(f"第{sequence}项 {leader}—{party}" for leader, party, sequence in evidence)
    against = [f"第{sequence}项" for leader, party, sequence in evidence if _contradicts(leader, party, pairs)]
    zh = f"同一文件其他各项：{cited}" if cited else "同一文件其他各项没有可供对照的分管关系"
    en = f"Other rows of this notice: {cited}" if cited else "No other row of this notice tells"
    zh += f"（{'、'.join(against)}与之不同）。" if against else "，与此一致。" if cited else "。"
    en += f" ({', '.join(against)} differ)." if against else ", which agrees." if cited else "."
    return Question(
        code="leader-pairing",
        zh=f"责任领导与单位是否按位置对应（{shown}）？已按位置对应导入。{zh}",
        en=f"Do leaders and departments belong together by position ({shown})? Imported by position. {en}",
        default="position",
        options=(
            Option(
                code="position",
                zh=f"按位置对应：{shown}",
                en=f"By position: {shown}",
                changes={"pairs": [list(pair) for pair in pairs]},
            ),
            Option(
                code="all",
                zh="每位领导都管全部单位",
                en="Every leader for every department",
                changes={"pairs": [[leader, party] for leader in leaders for party in parties]},
            ),
        ),
    )


def _contradicts(leader: str, party: str, pairs: list[tuple[str, str]]) -> bool:
    """Another row gives a department of this one to another leader; a leader may well have several departments."""
    return any(party == paired and leader != first for first, paired in pairs)


def nobody(shown: str) -> Question:
    """A task with nobody responsible."""
    return Question(
        code="nobody",
        zh=f"“{shown}”没有写明由谁负责，已按无人负责导入，请指定。",
        en=f"Nobody is named as responsible for “{shown}”; it was imported without, please name someone.",
        default="none",
        options=(
            Option(code="none", zh="暂不指定", en="Leave it open"),
            Option(code="name", zh="指定责任单位", en="Name the responsible unit", changes={"units": []}),
        ),
    )


def article(candidates: Sequence[str]) -> Question:
    """A row of the table that no article of the text speaks of, or several equally."""
    return Question(
        code="article",
        zh="这一项任务对应正文哪一条？未能从文字判断，已按不对应任何一条导入。",
        en="Which article of the text does this task belong to? The wording does not tell; imported without one.",
        default="none",
        options=(
            Option(code="none", zh="不对应任何一条", en="None"),
            *(
                Option(code=number, zh=f"第{number}条", en=f"Article {number}", changes={"article": number})
                for number in candidates
            ),
        ),
    )


def cut_row(lines: Sequence[int]) -> Question:
    """A row without a number that may be the rest of the row above (default) or a task of its own."""
    shown = "、".join(map(str, lines))
    return Question(
        code="cut-row",
        zh=f"第{shown}行没有序号，是上一项被分页断开的部分，还是单独一项？已并入上一项。",
        en=f"Line {shown} has no number: the rest of the row above, or a task of its own? It was joined to it.",
        default="joined",
        options=(
            Option(code="joined", zh="并入上一项", en="Part of the row above"),
            Option(code="separate", zh="单独一项", en="A task of its own", changes={"split": list(lines)}),
        ),
    )


def scope(parent: str, last: str) -> Question:
    """An assignment below the last of several items: for all of them (default) or for the last."""
    return Question(
        code="scope",
        zh=f"责任分工写在第{last}点之后：是管“{parent}”全部各点，还是只管这一点？已按管全部导入。",
        en=f"The assignment stands below item {last}: for all items of “{parent}” or for that one? Imported for all.",
        default="all",
        options=(
            Option(code="all", zh="管全部各点", en="For all items", changes={"article": parent}),
            Option(code="last", zh=f"只管第{last}点", en=f"For item {last}", changes={"article": last}),
        ),
    )


def deadline(found: Sequence[Period]) -> Question:
    """Several deadlines in one task; the first named was imported."""
    shown = "、".join(f"“{period.wording}”" for period in found)
    return Question(
        code="due",
        zh=f"文中有几个期限：{shown}。哪一个是这项任务的完成时限？已按第一个导入。",
        en=f"The text names several deadlines: {shown}. Which is this task's? Imported with the first.",
        default="0",
        options=tuple(
            Option(code=str(index), zh=period.wording, en=period.wording, changes={"due": period.iso})
            for index, period in enumerate(found)
        ),
    )


def unclear_deadline(wording: str) -> Question:
    """A deadline that names no date."""
    return Question(
        code="due",
        zh=f"完成时限“{wording}”没有可识别的日期，已只保留原文。",
        en=f"The deadline “{wording}” names no date; only its wording was kept.",
        default="wording",
        options=(
            Option(code="wording", zh="只保留原文", en="Keep the wording only"),
            Option(code="date", zh="填写日期", en="Enter a date", changes={"due": None}),
        ),
    )


def issuer() -> Question:
    """A notice that does not say who issues it."""
    return Question(
        code="issuer",
        zh="文件没有写明发文机关，已按空白导入，请补充。",
        en="The notice does not say who issues it; imported as blank, please add it.",
        default="none",
        options=(
            Option(code="none", zh="暂不填写", en="Leave it open"),
            Option(code="name", zh="填写发文机关", en="Name the issuer", changes={"issuers": []}),
        ),
    )


def issuers_differ(letterhead: Sequence[str], signature: Sequence[str], chosen: str) -> Question:
    """Letterhead and signature name different issuers."""
    above, below = "、".join(letterhead), "、".join(signature)
    counted = "落款" if chosen == "signature" else "版头"
    return Question(
        code="issuers-differ",
        zh=f"版头为“{above}”，落款为“{below}”，以哪个为发文机关？已按{counted}导入。",
        en=f"The letterhead says “{above}”, the signature “{below}”. Which counts? Imported from the {chosen}.",
        default=chosen,
        options=(
            Option(code="letterhead", zh=above, en=above, changes={"issuers": list(letterhead)}),
            Option(code="signature", zh=below, en=below, changes={"issuers": list(signature)}),
        ),
    )


def date(found: Period | None) -> Question:
    """A notice without the day it was issued."""
    known = found.wording if found else ""
    return Question(
        code="date",
        zh=f"文件没有写明成文日期，已按{f'“{known}”' if known else '空白'}导入。",
        en=f"The notice does not give its date; imported {f'as “{known}”' if known else 'as blank'}.",
        default="known",
        options=(
            Option(code="known", zh=known or "暂不填写", en=known or "Leave it open"),
            Option(code="date", zh="填写成文日期", en="Enter the date", changes={"date": None}),
        ),
    )


def second_notice(passage: Passage) -> Question:
    """Another notice glued to the end; its duties were left out."""
    return Question(
        code="second-notice",
        zh=f"第{passage.first}—{passage.last}行是另一份文件“{passage.title}”，未随本文件导入。",
        en=f"Lines {passage.first}-{passage.last} are another notice, “{passage.title}”; not imported with this one.",
        default="skip",
        options=(
            Option(code="skip", zh="不导入", en="Do not import it"),
            Option(
                code="separate",
                zh="作为另一份文件单独导入",
                en="Import it as a notice of its own",
                changes={"lines": [passage.first, passage.last]},
            ),
        ),
    )


def uncovered(number: str, heading: str, candidates: Sequence[str]) -> Question:
    """An article that asks for work and has no duty."""
    return Question(
        code="uncovered",
        zh=f"第{number}条“{heading}”没有对应的任务分工，未导入任务。",
        en=f"Article {number}, “{heading}”, has no duty; no task was imported for it.",
        default="none",
        options=(
            Option(code="none", zh="不需要分工", en="It needs none"),
            *(
                Option(code=name, zh=f"由{name}牵头", en=f"{name} leads", changes={"article": number, "leads": [name]})
                for name in candidates
            ),
            Option(code="name", zh="指定牵头单位", en="Name who leads", changes={"article": number, "leads": []}),
        ),
    )


def numbering(missing: Sequence[int]) -> Question:
    """Numbers a table of tasks leaves out."""
    shown = "、".join(map(str, missing))
    return Question(
        code="numbering",
        zh=f"任务分工表缺少序号{shown}，请核对原件是否漏行。",
        en=f"The table of tasks lacks the numbers {shown}; please check whether a row is missing.",
        default="none",
        options=(Option(code="none", zh="原件如此", en="The original has it so"),),
    )


def twice(sequences: Sequence[int]) -> Question:
    """A notice that assigns its tasks both in the text and in a table."""
    shown = "、".join(map(str, sequences))
    return Question(
        code="twice",
        zh=f"正文和任务分工表都有分工，第{shown}项与表中任务可能重复，已都导入。",
        en=f"Both the text and the table assign tasks; {shown} may repeat rows of the table. All were imported.",
        default="both",
        options=(
            Option(code="both", zh="都保留", en="Keep both"),
            Option(code="table", zh="以任务分工表为准", en="The table counts", changes={"remove": list(sequences)}),
        ),
    )
