"""The advice for a number the data deny names what is wrong, and never the number where that is right."""

from __future__ import annotations

import pytest

from edited_documents import Office, added, board_of


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Beds for nursing 56.1%, the year before 48.2%; 39 projects, the year before 26."""
    return Office(board_of(tmp_path_factory.mktemp("office")))


@pytest.mark.parametrize(
    ("sentence", "hint"),
    [
        ("养老机构护理型床位占比由48.2%提高56.1%。", "请补上“到”，两个数不用改"),
        ("政府购买救助服务项目数从26个增加39个。", "请补上“到”，两个数不用改"),
        ("政府购买救助服务项目数比上年减少13个。", "数没有错，动词反了：是增加或提高"),
        ("养老机构护理型床位占比比上年下降7.9个百分点。", "数没有错，动词反了：是增加或提高"),
        ("政府购买救助服务项目数比上年增加39个。", "“39个”是现在的数，不是增减的数：动词后面漏了“到”"),
        ("养老机构护理型床位占比提高56.1个百分点。", "“56.1个百分点”是现在的数，不是增减的数：动词后面漏了“到”"),
        ("政府购买救助服务项目数增加到13个。", "“13个”是增减的数，不是现在的数：多了一个“到”"),
        ("养老机构护理型床位占比近56.1%。", "数没有错，说法不对：近是还不到这个数"),
        ("养老机构护理型床位占比达到56.1‰。", "数没有错，“‰”应当是“%”"),
        ("养老机构护理型床位占比达到目标（60%）。", "请核对是不是达到了这个数，不能只换数"),
        ("养老机构护理型床位占比达到58%。", "请核实：确是这一项的，改为56.1%"),
    ],
)
def test_advice(office: Office, sentence: str, hint: str) -> None:
    found = office.verify(added(office.docx(), sentence)).found
    assert [item.diagnostic.hint for item in found if item.diagnostic.code in ("V110", "V111")] == [hint]


def test_a_goal_in_brackets_is_right(office: Office) -> None:
    verification = office.verify(added(office.docx(), "养老机构护理型床位占比达到目标（55%）。"))
    assert verification.found == ()


@pytest.mark.parametrize("words", ["提高5个百分点", "提高7.9个百分点", "下降2个百分点"])
def test_a_change_against_nothing_is_left_to_people(office: Office, words: str) -> None:
    assert office.verify(added(office.docx(), f"养老机构护理型床位占比{words}。")).found == ()
