"""The patients of the demonstration: invented names, and identity numbers of a county code that nobody has."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

OF_EACH_COUNTY = ("990121100201", "990122100201", "990123100201")
"""One village of each county, in the order of its health centres."""
OF_ONE_COUNTY = ("990121100201", "990121100202")

_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
_GIVEN = ("秀兰", "建国", "桂英", "志强", "玉梅", "德明", "春花", "福生", "淑珍", "国庆", "腊梅", "长贵")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CLASSES = ("建档立卡贫困人口", "建档立卡贫困人口", "最低生活保障家庭成员", "特困供养人员", "一般人口")


def patients(seed: int, villages: tuple[str, ...] = OF_EACH_COUNTY) -> Iterator[dict[str, Any]]:
    """People without end, as the start forms ask for them; the same ones for the same seed."""
    random, number = Random(seed), 0
    while True:
        name = _FAMILY[(seed * 7 + number) % len(_FAMILY)] + _GIVEN[(seed * 5 + number * 7) % len(_GIVEN)]
        born = date(1946, 1, 1) + timedelta(days=random.randrange(14000))
        yield {
            "patient_name": name,
            "identity": identity(born, seed * 10 + number),
            "phone": f"0990-55{random.randrange(10000, 99999)}",
            "place": villages[number % len(villages)],
            "address": f"{random.randint(1, 9)}组",
            "entitlement": random.choice(_CLASSES),
        }
        number += 1


def identity(born: date, serial: int) -> str:
    """An identity number with its check digit (GB 11643)."""
    digits = f"640299{born:%Y%m%d}{serial % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]
