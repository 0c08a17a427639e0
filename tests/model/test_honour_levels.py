"""An honour is written as the place writes it, and counted by its rank."""

from __future__ import annotations

import pytest

from mzgz.model.honour_levels import honour_rank, offered_levels
from mzgz.model.local_words import LocalWords, Vocabulary, settled
from mzgz.model.unit import Unit


def words(name: str, place: str, code: str, kind: str) -> Vocabulary:
    unit = Unit(code=f"{code[:4]}01", name="甲", kind=kind)
    return settled(LocalWords(), name, place, code, [unit])


@pytest.mark.parametrize(
    ("name", "place", "code", "kind", "offered"),
    [
        ("呼伦贝尔市民政局", "呼伦贝尔市", "150700", "旗", ("国家", "自治区", "市", "旗市区")),
        ("曲靖市民政局", "曲靖市", "530300", "县", ("国家", "省", "市", "县")),
        ("云岭县民政局", "云岭县", "530199", "镇", ("国家", "省", "市", "县")),
        ("大理白族自治州民政局", "大理白族自治州", "532900", "县级市", ("国家", "省", "州", "县市区")),
        ("海淀区民政局", "海淀区", "110108", "街道", ("国家", "市", "区")),
    ],
)
def test_a_form_offers_the_levels_of_its_place(
    name: str, place: str, code: str, kind: str, offered: tuple[str, ...]
) -> None:
    assert offered_levels(words(name, place, code, kind)) == offered


def test_an_honour_of_the_province_ranks_as_one_of_an_autonomous_region() -> None:
    county = words("云岭县民政局", "云岭县", "530199", "镇")
    assert [honour_rank(level, county) for level in ("国家", "省", "市", "县")] == ["国家", "自治区", "市", "旗市区"]


def test_under_a_municipality_an_honour_of_the_city_is_one_of_the_province() -> None:
    assert honour_rank("市", words("海淀区民政局", "海淀区", "110108", "街道")) == "自治区"
