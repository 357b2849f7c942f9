"""Time-ordered identifiers: UUIDv7 (RFC 9562 §5.7) as 32 hexadecimal characters."""

import os
import threading
from datetime import datetime

_lock = threading.Lock()
_last = (0, 0)


def new_id(now: datetime) -> str:
    """A new identifier; those made later in one process sort later, also within a millisecond."""
    global _last
    milliseconds = int(now.timestamp() * 1000)
    with _lock:
        counter = _last[1] + 1 if _last[0] == milliseconds and _last[1] < 0xFFF else 0
        _last = (milliseconds, counter)
    tail = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return f"{milliseconds:012x}7{counter:03x}{tail:016x}"
