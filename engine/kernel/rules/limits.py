"""What is valid BPMN but not executed here: each with its reason; a rule goes when its element runs."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, rule
from engine.kernel.rules.diagram import At

CLAUSE = "BPMN 2.0.2 §2.3.1"


@rule(
    "dataStoreReference",
    zh="“{element}”是数据存储，本系统尚不能读写办件以外的共享数据；请改用数据对象（办件自己的变量），或用服务任务读写。",
    en="{element} is a data store: data shared beyond a case cannot be read or written here yet; use a data object, "
    "which is a variable of the case, or a service task.",
    clause=CLAUSE,
)
def data_store(at: At) -> Broken:
    return True


@rule(
    "correlationKey",
    "correlationSubscription",
    zh="“{element}”用了标准的关联属性（correlationProperty），本系统不执行；请在消息上填写关联键（zeebe:subscription）。",
    en="{element} correlates by correlation properties, which are not executed here; give the message a correlation "
    "key (zeebe:subscription).",
    clause=CLAUSE,
)
def correlation_property(at: At) -> Broken:
    return True


@rule(
    "extension",
    zh="文件要求必须理解扩展“{value}”，本系统不认识它。",
    en="The file demands that the extension {value} be understood, which is unknown here.",
    clause=CLAUSE,
)
def extension_demanded(at: At) -> Broken:
    return at.is_true("mustUnderstand") and [at.breach(value=at.get("definition"))]
