"""A draft in July without templates of its own, one district silent since April: what is told, of whom, what stays open."""

from __future__ import annotations

import re
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from mzgz.formats.markdown import markdown
from mzgz.intake.workspace import load
from mzgz.model.findings import Severity
from mzgz.progress import Board
from mzgz.publishing.report.document_kinds import board_for
from mzgz.publishing.report.document_kinds import make as compose
from mzgz.publishing.verify.template_check import prose_faults
from second_year import sample_copy

SAMPLE = Path(__file__).resolve().parents[2]
SILENT = "150726"
"""新左旗."""


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = sample_copy(tmp_path_factory.mktemp("under-way"))
    shutil.rmtree(root / "templates/speech/2022")
    for month in range(4, 13):
        (root / f"submissions/2022-{month:02d}/{SILENT}.yaml").unlink()
    ledger, _ = load(root)
    made = compose("speech", Board(ledger, 2022, date(2022, 7, 10)), Path(root))
    assert made.document is not None
    assert [str(each.message) for each in made.found] == []
    return markdown(made.document, ids=False)


@pytest.fixture(scope="module")
def april() -> str:
    """The sample's own draft on 20 April, told by its templates of the year."""
    ledger, _ = load(SAMPLE)
    made = compose("speech", Board(ledger, 2022, date(2022, 4, 20)), SAMPLE)
    assert made.document is not None
    return markdown(made.document, ids=False)


def row(text: str, name: str) -> list[str]:
    rows = [line for line in text.splitlines() if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in rows[0].split("|")[2:-1]]


def sentences(text: str, part: str) -> list[str]:
    return [sentence for sentence in text.split("。") if part in sentence]


def test_a_duty_is_told_of_those_who_reported(text: str) -> None:
    (told,) = sentences(text, "流浪乞讨人员救助管理，已报的")
    assert re.search("流浪乞讨人员救助管理，已报的13个旗市区(都在推进|都有进展|正在推进)$", told.strip())


def test_what_one_district_has_to_do_is_not_told_of_all(text: str) -> None:
    (told,) = sentences(text, "海拉尔区承担自治区“十四五”民政规划监测评估")[:1]
    assert "各地" not in told


def test_what_is_reached_whatever_the_silent_one_reports_is_told(text: str) -> None:
    assert sentences(text, "社区养老服务站覆盖率只算已报的13个旗市区合计为92.9%，目标已经达到")


def test_a_goal_of_every_month_is_not_denied_by_the_figure_of_all(text: str) -> None:
    assert sentences(text, "特殊困难老年人月探访率有的月份没有达到目标，已报的13个旗市区合计为100%")


@pytest.mark.parametrize(
    "name", ["政府购买社会救助服务项目数", "临时救助备用金苏木乡镇（街道）覆盖率", "养老机构护理型床位占比"]
)
def test_what_is_not_due_is_not_called_open_for_one_who_is_silent(text: str, name: str) -> None:
    """A sum, a growth, a share: told as those who reported come to; its day has not come, whoever is missing."""
    _, so_far, conclusion = row(text, name)
    assert so_far.startswith("13个已报")
    assert conclusion == "未到期"


def test_the_third_part_asks_for_what_is_left_of_this_year(text: str) -> None:
    ahead = text.partition("扎实做好下半年重点工作")[2].partition("## 四、")[0]
    assert "养老机构护理型床位占比达到55%" in ahead
    assert "街道居家和社区养老服务中心" not in ahead, "reached for good in June"
    assert "6月底前" not in ahead
    assert "2023年" not in ahead


def test_nobody_is_silent_on_what_was_not_asked_yet(text: str) -> None:
    """A duty told of once a year: in July nobody owes a word of it."""
    assert row(text, "弘扬严实作风") == ["推进落实", "未到报送时间", "不评判"]


@pytest.mark.parametrize("day", [date(2022, 9, 10), date(2022, 7, 20), date(2022, 9, 20)])
def test_what_a_draft_under_way_says_of_two_targets_at_once_is_not_denied(day: date) -> None:
    """…的覆盖率有3个旗市区，服务站有2个旗市区没有达标: the first waits for its verb, the second is of another target."""
    ledger, _ = load(SAMPLE)
    board = Board(ledger, 2022, day)
    document = compose("speech", board, SAMPLE).document
    assert document is not None
    assert sentences(markdown(document, ids=False), "按各地自己的数看，日间照料机构的覆盖率有")
    assert [each.message for each in prose_faults(document, board, SAMPLE) if each.severity is Severity.ERROR] == []


def test_a_year_with_one_silent_in_december_is_drafted_and_not_denied(tmp_path: Path) -> None:
    """What those come to who reported is read as theirs by the judge of our own text, too."""
    root = sample_copy(tmp_path)
    shutil.rmtree(root / "templates/speech/2022")
    (root / f"submissions/2022-12/{SILENT}.yaml").unlink()
    ledger, _ = load(root)
    board = board_for(ledger, 2022, date(2023, 1, 6), whole_year=True)
    made = compose("speech", board, root)
    assert made.document is not None
    assert [each.message for each in prose_faults(made.document, board, root) if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("done", "words"), [(13, {"都已完成"}), (2, {"都有进展"}), (0, {"都在推进", "都有进展", "正在推进"})]
)
def test_a_duty_is_told_by_where_those_stand_who_reported(tmp_path: Path, done: int, words: set[str]) -> None:
    """Two duties that share a sentence; of 13 who reported so many have done them."""
    root = sample_copy(tmp_path)
    shutil.rmtree(root / "templates/speech/2022")
    (root / f"submissions/2022-12/{SILENT}.yaml").unlink()
    for place, file in enumerate(sorted((root / "submissions/2022-12").glob("1507[0-9][1-9].yaml"))):
        stage = "已完成" if place < done else "推进中"
        text = re.sub(
            "(?m)^  (vagrant-assistance|funeral-customs): .*", rf"  \1: {{stage: {stage}}}", file.read_text("utf-8")
        )
        file.write_text(text, encoding="utf-8")
    ledger, _ = load(root)
    made = compose("speech", board_for(ledger, 2022, date(2023, 1, 6), whole_year=True), root)
    assert made.document is not None
    (told,) = sentences(markdown(made.document, ids=False), "流浪乞讨人员救助管理，已报的13个旗市区")
    assert told.rpartition("旗市区")[2] in words


def test_what_is_said_of_all_tasks_adds_up_in_april(april: str) -> None:
    """Two of them are nobody's in the first quarter: they are neither done nor under way."""
    numbers = re.search(
        r"有([0-9]+)项，到3月末完成([0-9]+)项.*?按期完成的([0-9]+)项.*?事项的([0-9]+)项.*?其余([0-9]+)项", april
    )
    assert numbers is not None
    judged, *parts = map(int, numbers.groups())
    assert judged == sum(parts)
    table = re.search(
        r"评判的([0-9]+)项，完成([0-9]+)项，没有按期完成([0-9]+)项.*?没有到期([0-9]+)项.*?未定([0-9]+)项，各单位都不适用([0-9]+)项",
        april,
    )
    assert table is not None
    judged, *parts = map(int, table.groups())
    assert judged == sum(parts)


def test_a_thing_not_due_is_told_by_its_day_and_not_called_under_way(april: str) -> None:
    """Nobody has reported that it goes on: what is known of it is until when it is to be done."""
    said = april.partition("二、")[2].partition("三、")[0]
    assert "低保审核确认办法和特困人员认定办法要在12月底前印发" in said
    assert said.count("正在推进。") <= 2
    assert "二十大" not in april


def test_neighbouring_sentences_of_one_moment_do_not_begin_alike(text: str) -> None:
    paragraphs = [re.findall("(?:^|。)((?:到|截至)?6月末，)", line) for line in text.splitlines()]
    assert max(map(len, paragraphs)) >= 2
    assert all(one != other for leads in paragraphs for one, other in pairwise(leads))
