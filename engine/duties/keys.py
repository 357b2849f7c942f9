"""Duty keys: the words by which processes find the duty they belong to; others may be typed freely."""

import re

KEYS = {
    "rectification": ("问题整改", "Rectification", r"整改|问题清零|销号"),
    "major-illness": ("大病专项救治", "Major illness care", r"大病"),
    "telemedicine": ("远程医疗", "Telemedicine", r"远程|互联网\+"),
    "counterpart-assistance": ("对口帮扶", "Counterpart assistance", r"对口帮扶|对口支援"),
    "family-doctor": ("家庭医生签约", "Family doctor contracts", r"签约"),
    "pay-after-treatment": ("先诊疗后付费", "Pay after treatment", r"先诊疗后付费|一站式"),
    "inspection": ("检查督导", "Inspection", r"四查四补|督导|督查"),
    "training": ("人才培养", "Training", r"人才|培训"),
    "disease-control": ("疾病防控", "Disease control", r"防控|防治|传染病"),
    "publicity": ("宣传", "Publicity", r"宣传"),
    "reporting": ("数据信息与报告", "Data and reports", r"数据信息|信息报送"),
}
"""Key -> Chinese label, English label, and what in a task suggests it."""

FREE = re.compile(r"[a-z][a-z0-9-]{0,58}")
"""What a key of one's own looks like."""


def suggested_key(task: str) -> str | None:
    """The key a task probably belongs to, offered to the person who confirms the notice; the earliest word decides."""
    found = [(match.start(), key) for key, (_, _, words) in KEYS.items() if (match := re.search(words, task))]
    return min(found)[1] if found else None


def label_of(key: str | None, language: str = "zh") -> str:
    """What people call a key; one of their own is called as it is written."""
    if key is None:
        return ""
    return KEYS[key][0 if language.startswith("zh") else 1] if key in KEYS else key
