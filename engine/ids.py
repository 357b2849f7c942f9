"""Time-ordered identifiers: UUIDv7 (RFC 9562 §5.7) as 32 hexadecimal characters."""

import os
import threading
from datetime import datetime

_lock = threading.Lock()
# Where the ids of this program have come to within a millisecond: it only ever grows (RFC 9562 §6.2, method 2), so that
# clocks which stand still, several of them at once, order what they make as well as one that runs.
_last = int.from_bytes(os.urandom(9), "big")


def new_id(now: datetime) -> str:
    """A new identifier; those made later in one process sort later, also within a millisecond."""
    global _last
    milliseconds = int(now.timestamp() * 1000)
    step = int.from_bytes(os.urandom(4), "big") + 1
    with _lock:
        _last = (_last + step) % 2**74
        count = _last
    return f"{milliseconds:012x}7{count >> 62:03x}{count & 2**62 - 1 | 2**63:016x}"
