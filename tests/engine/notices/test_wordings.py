"""Parts, enumerations and topics inside a task."""

from engine.notices.wordings import counts_in, measures_in, topics_in


def test_parts_are_split_where_they_count_in_order() -> None:
    assert measures_in("一是建队。二是备药；三是巡诊。") == ("建队。", "备药；", "巡诊。")
    assert measures_in("一是建队。三是巡诊。") == ()


def test_an_enumeration_agrees_when_the_bracketed_items_count_one_by_one() -> None:
    (count,) = counts_in("做好感冒、腹泻（急性、慢性）、骨折等4个病种的救治")
    assert (count.declared, count.listed, count.expanded, count.agrees) == (4, 3, 4, True)


def test_an_enumeration_that_differs_is_told() -> None:
    (count,) = counts_in("做好感冒、腹泻、骨折等5种病的救治")
    assert not count.agrees


def test_different_words_of_regions_are_one_topic() -> None:
    assert topics_in("低收入人口签约") == topics_in("建档立卡户签约") == ("帮扶对象",)
    assert topics_in("全体居民签约") == ()
