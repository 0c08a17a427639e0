"""Edits as people make them in the sample's speech and tables: what the data deny is told where it stands, what only says
the same in other words is not. Edits of different places share a document, so that few have to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from edited_documents import MAIN, W, members, packed
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.intake.workspace import load
from mzgz.model.findings import Severity
from mzgz.progress import Board
from mzgz.publishing.report.document_kinds import board_for, make
from mzgz.publishing.verify.document_verification import verify

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[2]
P, TBL, TR, TC, T = (f"{{{W}}}{name}" for name in ("p", "tbl", "tr", "tc", "t"))

FALSE = [
    ("推动床位向护理型转变", "56.1%", "156.1%"),
    ("推动床位向护理型转变", "56.1%", "56.1"),
    ("推动床位向护理型转变", "达到56.1%", "没有达到56.1%"),
    ("推动床位向护理型转变", "高于目标", "低于目标"),
    ("推动床位向护理型转变", "1.1个百分点", "1.1%"),
    ("推动床位向护理型转变", "56.1%", "56.1%（2021年）"),
    ("推动床位向护理型转变", "56.1%", "56.1%（不含海拉尔）"),
    ("牧区公办机构敞开大门", "260张", "2600张"),
    ("牧区公办机构敞开大门", "260张", "260万张"),
    ("牧区公办机构敞开大门", "260张", "260.5张"),
    ("牧区公办机构敞开大门", "260张", "60张"),
    ("同级部门之间的数据壁垒", "135个，比上年增加37个", "37个，比上年增加135个"),
    ("同级部门之间的数据壁垒", "比上年增加", "比上年减少"),
    ("同级部门之间的数据壁垒", "比上年", "比2020年"),
    ("同级部门之间的数据壁垒", "海拉尔以", "满洲里以"),
    ("把救急难的钱备在", "比上年提高", "比上年下降"),
    ("把救急难的钱备在", "25.8%", "-25.8%"),
    ("把救急难的钱备在", "100%", "超100%"),
    ("引导小型机构进社区", "6月底没有达到", "6月底达到"),
    ("引导小型机构进社区", "7月逾期补齐", "至今没有补齐"),
    ("盘活闲置用房", "6月底的节点如期实现", "3月底的节点如期实现"),
    ("能单建的单建", "海拉尔居首位", "根河居首位"),
    ("能单建的单建", "升至", "降至"),
    ("能单建的单建", "上年为", "前年为"),
    ("居家社区养老紧急救援系统", "10月逾期补齐", "也按时建成"),
    ("依托网格和数据平台", "其余仍在推进", "其余全部完成"),
    ("年初确定的", "养老服务4项", "社会救助4项"),
    ("年初确定的", "没有按期完成的", "按期完成的"),
    ("婚俗改革继续探索", "没有实现增加的目标", "实现了增加的目标"),
    ("婚俗改革继续探索", "比上年少", "比上年多"),
    ("优先接收照护难度最大", "没有达标", "已经达标"),
    ("未保工作体系", "各地全部落实", "各地部分落实"),
    ("未成年人保护中心项目", "推进受阻", "顺利推进"),
    ("困境儿童保障水平有所", "按月做到", "没有按月做到"),
    ("规划引领作用", "正式印发", "没有印发"),
    ("残疾人“两项补贴”", "按时到位", "逾期到位"),
    ("“三岗十八级”薪酬文件", "薪酬文件在", "薪酬文件在超过"),
    ("“三岗十八级”薪酬文件", "个旗市区已经出台", "个苏木已经出台"),
    ("突破了底线", "起，突破了底线", "起，没有突破底线"),
]
TRUE = [
    ("推动床位向护理型转变", "推动床位向护理型转变", "着力推动床位向护理型转变"),
    ("牧区公办机构敞开大门", "由上年的", "由上年末的"),
    ("同级部门之间的数据壁垒", "比上年增加", "较上年增加"),
    ("把救急难的钱备在", "服务类救助稳步拓展", "服务类救助持续拓展"),
    ("引导小型机构进社区", "6月底没有达到", "6月底未达到"),
    ("依托网格和数据平台", "其余仍在推进", "其余还在推进"),
    ("婚俗改革继续探索", "没有实现增加的目标", "未实现增加的目标"),
    ("未成年人保护中心项目", "推进受阻", "推进缓慢"),
    ("规划引领作用", "正式印发", "已正式印发"),
    ("“三岗十八级”薪酬文件", "个旗市区已经出台", "个旗县市区已经出台"),
    ("年初确定的", "没有按期完成的", "未按期完成的"),
]
CELLS = [
    ("各板块任务完成情况表", "合计", 3, "75"),
    ("各板块任务完成情况表", "板块", 4, "按期"),
    ("任务达标情况表", "海拉尔", 1, "根河"),
    ("任务达标情况表", "满洲里", 0, "1"),
    ("任务达标情况表", "陈旗", 6, "100%"),
    ("任务达标情况表", "牙克石", 3, ""),
    ("任务完成情况一览表", "养老机构护理型床位占比", 6, "逾期"),
    ("任务完成情况一览表", "街道社工站覆盖率", 7, "已完成"),
    ("分单位情况表", "探访制度", 5, "×"),
    ("分旗市区情况表", "养老机构护理型床位占比", 4, "99.9%"),
]


@dataclass
class Edited:
    """A document in the hands of people: its paragraphs that were changed."""

    root: etree._Element
    parts: dict[str, bytes]

    def words(self, part: str, old: str, new: str) -> str:
        """Other words in the paragraph with these, in the run of the first letter that goes; the paragraph as it is now."""
        paragraph = next(one for one in self.root.iter(P) if part in text(one))
        letters = [(run, place) for run in paragraph.iter(T) for place in range(len(run.text or ""))]
        at = text(paragraph).index(old)
        first, where = letters[at]
        for run, place in reversed(letters[at : at + len(old)]):
            run.text = (run.text or "")[:place] + (run.text or "")[place + 1 :]
        first.text = (first.text or "")[:where] + new + (first.text or "")[where:]
        return text(paragraph)

    def cell(self, caption: str, row: str, place: int, new: str) -> str:
        table = next(one for one in self.root.iter(TBL) if caption in text(caption_of(one)))
        line = next(one for one in table.iter(TR) if row in text(one))
        runs = list(line.findall(TC)[place].iter(T))
        for run in runs:
            run.text = ""
        runs[0].text = new
        return new

    @property
    def data(self) -> bytes:
        main = etree.tostring(self.root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return packed({**self.parts, MAIN: main})


def text(element: etree._Element) -> str:
    return "".join(run.text or "" for run in element.iter(T))


def caption_of(table: etree._Element) -> etree._Element:
    before = table.getprevious()
    while before is not None and not text(before):
        before = before.getprevious()
    assert before is not None
    return before


class Issued:
    """A document of the sample."""

    def __init__(self, kind: str, board: Board) -> None:
        document = make(kind, board, SAMPLE).document
        assert document is not None
        self.board, self.document = board, document
        self.parts = members(write(document, None, Profile()))

    def edited(self) -> Edited:
        return Edited(etree.fromstring(self.parts[MAIN]), self.parts)

    def told(self, edited: Edited) -> set[str]:
        """The paragraphs something is to be done about."""
        found = verify(read(edited.data).document, self.board, "稿.docx", self.document).found
        asked = [one for one in found if one.diagnostic.code[0] == "V" and one.diagnostic.severity is not Severity.NOTE]
        return {one.paragraph.text for one in asked if one.paragraph is not None}


@pytest.fixture(scope="module")
def board() -> Board:
    ledger, _ = load(SAMPLE)
    return board_for(ledger, 2022, ledger.last_received(2022), whole_year=True)


def in_rounds(edits: Sequence[tuple[str, str, str]], root: etree._Element) -> Iterator[list[tuple[str, str, str]]]:
    """So that no two edits of a round are of the same paragraph."""
    paragraphs = [text(one) for one in root.iter(P)]
    homes = {edit: next(at for at, words in enumerate(paragraphs) if edit[0] in words) for edit in edits}
    rest = list(edits)
    while rest:
        here: dict[int, tuple[str, str, str]] = {}
        for edit in rest:
            here.setdefault(homes[edit], edit)
        yield list(here.values())
        rest = [edit for edit in rest if edit not in here.values()]


def test_words_the_data_deny_are_told(board: Board) -> None:
    speech = Issued("speech", board)
    silent = []
    for edits in in_rounds(FALSE, speech.edited().root):
        edited = speech.edited()
        now = [edited.words(*edit) for edit in edits]
        told = speech.told(edited)
        silent += [edit for edit, words in zip(edits, now, strict=True) if words not in told]
    assert silent == []


def test_the_same_in_other_words_is_not_told(board: Board) -> None:
    speech = Issued("speech", board)
    edited = speech.edited()
    for edit in TRUE:
        edited.words(*edit)
    assert speech.told(edited) == set()


def test_cells_the_data_deny_are_told(board: Board) -> None:
    tables = Issued("tables", board)
    edited = tables.edited()
    now = [edited.cell(*edit) for edit in CELLS]
    assert set(now) <= tables.told(edited)
