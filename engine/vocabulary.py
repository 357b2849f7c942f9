"""The words that expressions in diagrams know beside FEEL's own."""

NAMES = frozenset({
    "workdays after", "workdays between", "months after", "months between", "leaders of", "heads of", "names of",
    "organization of", "departments of", "persons of", "members of",
})  # fmt: skip
"""Functions of the engine whose names have spaces; the parser must know them beforehand."""

STEP_PROPERTIES = {
    "subject": "FEEL: what the item is about, where the case's title is not enough",
    "stage": "the ledger's word for the case once this element is reached",
    "part": "whose part of the case this is; also of a lane, a subprocess or a call. Other parties do not see into it",
    "reporters": "FEEL, on message events: departments and persons who may report it on the page of the case",
    "copies": "FEEL: departments that get the item to know of it (配合), never blocking",
    "opinion": "required, optional or none",
    "phrases": "common opinions, separated by |",
    "actions": "the verbs allowed here, separated by spaces; all where absent",
    "remind_before": "FEEL: working days before the due date on which the inbox is reminded",
    "escalate_head_after": "FEEL: working days past due after which the heads of the department are told",
    "escalate_leader_after": "FEEL: working days past due after which the responsible leaders are told",
    "talk_after": "FEEL: working days past due after which the message 约谈 is sent to the case",
    "progress": "FEEL: percent done, for the yellow light",
    "plan_start": "FEEL: when the planned work began, for the yellow light; the arrival where absent",
}
"""Bangfu's own settings of a user task (zeebe:properties), besides check.N and check.N.message."""

AD_HOC_PROPERTIES = {
    "candidateGroups": "FEEL: departments that decide what is begun in it; the duty's leads where nobody is named",
    "candidateUsers": "FEEL: persons who decide it",
    "assignee": "FEEL: the one person who decides it",
    "dueDate": "FEEL: by when it is to be over",
    "priority": "FEEL: 0 to 100",
}
"""What an ad-hoc subprocess says of itself (zeebe:properties) beside the settings of a step, as user tasks do it."""

ASSIGNMENT = ("candidateGroups", "candidateUsers", "assignee")

EXPRESSIONS = (
    "subject", "copies", "reporters", "remind_before", "escalate_head_after", "escalate_leader_after", "talk_after",
    "progress", "plan_start",
)  # fmt: skip
"""Those of them that are FEEL."""

SETTING_PROPERTIES = {
    "label": "what people call it",
    "type": "number, duration, date, text, boolean, choice or list; where absent, that of the default",
    "unit": "个工作日, 天, 小时, 个月, 次, 元, %, ...: all but 元, 万元, % and 倍 are counted whole",
    "choices": "the values of a choice, separated by |",
    "note": "a sentence about it",
    "source": "the clause it comes from",
    "confirm": "true: shown as 待确认 until an administrator confirms it for the jurisdiction",
    "empty": "what it means to leave it empty (不设); where absent it must have a value",
}
"""What a process says about a setting, `setting.NAME` with its default in FEEL: `setting.NAME.unit` and so on."""
