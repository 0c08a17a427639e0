"""A gap is told in the thing's own words, as far as the names of the operands give them."""

from __future__ import annotations

import pytest

from mzgz.language.gap_phrases import amount_phrase, share_phrase


@pytest.mark.parametrize(
    ("part", "whole", "unit", "added", "told"),
    [
        ("养老机构护理型床位数", "养老机构床位总数", "张", "140", "改造63张为护理型，或新增护理型床位140张"),
        ("护理型床位", "床位", "张", None, "改造63张为护理型"),
        ("持证护理员", "护理员", "人", "140", "护理员里还要有63人持证，或新增持证护理员140人"),
        ("已建社工站的街道", "街道总数", "个", None, "街道里还要有63个已建社工站"),
        ("已探访老年人", "特殊困难老年人", "人", None, "特殊困难老年人里还要有63人已探访"),
        (
            "当月已探访的特殊困难老年人",
            "当月在册特殊困难老年人",
            "人",
            None,
            "当月在册特殊困难老年人里还要有63人已探访",
        ),
        ("符合条件并已纳入低保的人数", "符合低保条件的人数", "人", None, "符合低保条件的人里还要有63人已纳入低保"),
        ("有嵌入式机构服务的社区", "社区总数", "个", "140", "社区里还要有63个有嵌入式机构服务，或新增这样的140个"),
        ("党员", "职工总数", "人", None, "党员还差63人"),
    ],
)
def test_shares(part: str, whole: str, unit: str, added: str | None, told: str) -> None:
    assert share_phrase(part, whole, unit, "63", added) == told


def test_amounts() -> None:
    assert amount_phrase("已建成的公益性设施", "处", "4", over=False) == "已建成的公益性设施还差4处"
    assert amount_phrase("逾期件数", "件", "4", over=True) == "逾期件数要减少4件"
