"""Supervision of listed counties (挂牌督战): weekly reports until the county is off the list."""

from engine.process import Column, Process

LEDGER = (
    Column(name="number", label="编号", value="case.number"),
    Column(name="title", label="挂牌事项", value="title"),
    Column(name="county", label="挂牌县（区）", value="county", kind="departments", filter=True),
    Column(name="listed_on", label="挂牌日期", value="listed_on", kind="date"),
    Column(name="until", label="督战期限", value="until", kind="date"),
    Column(name="weeks", label="已督战（周）", value="count(weeks)", kind="number"),
    Column(name="percent", label="完成进度（%）", value="weeks[-1].percent", kind="number"),
    Column(name="progress", label="最近进展", value="weeks[-1].progress"),
    Column(name="guidance", label="督战意见", value="weeks[-1].guidance"),
)

process = Process(key="listed-supervision", prefix="GP", title="title", due="until", ledger=LEDGER)
