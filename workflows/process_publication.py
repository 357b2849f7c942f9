"""Publication of versions of processes (流程版本审批): a draft is locked, decided upon, and published or given back."""

from collections.abc import Mapping
from typing import Any

from engine.process import Column, Desk, Offered, Process


def lock(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> None:
    """Nobody edits the draft while it is decided upon."""
    desk.lock_draft(inputs["draft"])


def reopen(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> None:
    """Its designers go on with the draft, and read the opinion with which it was returned."""
    desk.reopen_draft(inputs["draft"], inputs.get("opinion") or "")


def publish(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """The draft becomes a version, in force where and when it was decided; gives its number."""
    number = desk.publish_draft(
        inputs["draft"], note=inputs["note"], place=inputs["place"] or "", since=inputs["since"]
    )
    return {"published": number}


LEDGER = (
    Column(name="number", label="编号", value="case.number"),
    Column(name="title", label="流程", value="title"),
    Column(name="key", label="流程标识", value="draft_key", filter=True),
    Column(name="note", label="修改说明", value="note"),
    Column(name="submitted_by", label="提交人", value="submitted_by"),
    Column(name="place", label="适用辖区", value='if place_name = null then "全部辖区" else place_name'),
    Column(name="published", label="发布为（版）", value="published", kind="number"),
    Column(name="since", label="生效时间", value="since", kind="date"),
    Column(name="advice", label="审批意见", value="advice"),
)

process = Process(
    key="process-publication",
    prefix="LC",
    title="title",
    ledger=LEDGER,
    services={
        "process-publication.lock": Offered(run=lock, label="锁定流程草稿", inputs={"draft": "草稿"}),
        "process-publication.reopen": Offered(
            run=reopen, label="退回流程草稿", inputs={"draft": "草稿", "opinion": "意见"}
        ),
        "process-publication.publish": Offered(
            run=publish, label="发布流程版本",
            inputs={"draft": "草稿", "note": "修改说明", "place": "适用辖区", "since": "生效时间"},
            gives={"published": "版本号"},
        ),
    },
)
