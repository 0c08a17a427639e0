"""Words changed around linked numbers of the sample's speech: none of these edits leaves its number called right unseen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.intake.workspace import load
from mzgz.model.document import Document
from mzgz.model.edited_document import Link, PrintedDocument, PrintedParagraph
from mzgz.progress import Board
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.verify.document_verification import verify
from mzgz.publishing.verify.linked_numbers import comparable
from mzgz.publishing.verify.verification import Verification

ROOT = Path(__file__).parents[2]
MOST = 10
"""Places each edit is tried at."""

Edit = Callable[[PrintedParagraph, Link], "tuple[int, int, str] | None"]


@dataclass
class Speech:
    """The sample's speech as it is read back."""

    board: Board
    document: Document
    printed: PrintedDocument

    def verify(self, paragraph: PrintedParagraph) -> Verification:
        """One paragraph of it held against the data, as if the rest had been cut."""
        alone = replace(self.printed, paragraphs=(replace(paragraph, place=0),), passages=(), charts=())
        return verify(alone, self.board, "speech.docx", self.document)


@pytest.fixture(scope="module")
def speech() -> Speech:
    ledger, _ = load(ROOT)
    day = ledger.last_received(2022)
    assert day is not None
    board = Board(ledger, 2022, day)
    document = make("speech", board, ROOT).document
    assert document is not None
    return Speech(board, document, read(write(document, None, Profile())).document)


def clause(paragraph: PrintedParagraph, link: Link) -> int:
    return max(paragraph.text.rfind(sign, 0, link.start) for sign in "，；。：") + 1


def before_clause(words: str) -> Edit:
    return lambda paragraph, link: (clause(paragraph, link), 0, words)


def before_number(words: str) -> Edit:
    return lambda paragraph, link: (link.start, 0, words)


def after_number(words: str) -> Edit:
    return lambda paragraph, link: (link.end, 0, words)


def instead(pattern: str, by: dict[str, str]) -> Edit:
    """Replace the words that end right before the number."""

    def edit(paragraph: PrintedParagraph, link: Link) -> tuple[int, int, str] | None:
        match = re.search(f"({pattern})(?:了|到)?$", paragraph.text[: link.start])
        return (match.start(1), len(match[1]), by[match[1]]) if match else None

    return edit


def measure(paragraph: PrintedParagraph, link: Link) -> tuple[int, int, str] | None:
    match = re.match("[张个处项名人户]", paragraph.text[link.end :])
    other = {"张": "人", "个": "项", "处": "家", "项": "个", "名": "户", "人": "户", "户": "人"}
    return (link.end, 1, other[match[0]]) if match else None


def target(paragraph: PrintedParagraph, link: Link) -> tuple[int, int, str] | None:
    match = re.search(
        "(?:惠民殡葬|街道社工站|社会组织党组织|日间照料机构)覆盖率",
        paragraph.text[clause(paragraph, link) : link.start],
    )
    at = clause(paragraph, link)
    return (at + match.start(), len(match[0]), "失能老年人社区帮扶率") if match else None


def exclusion(paragraph: PrintedParagraph, link: Link) -> tuple[int, int, str] | None:
    match = re.match("个百分点|[张个处项名人户元次]|", paragraph.text[link.end :])
    return (link.end + (match.end() if match else 0), 0, "（不含海拉尔）")


TURNED = {"提高": "下降", "增加": "减少", "增长": "下降", "高于": "低于", "少": "多"}
EDITS: dict[str, Edit] = {
    "another half of the year": before_clause("上半年"),
    "another year": before_clause("2021年"),
    "another place": before_clause("海拉尔"),
    "a part of it": before_clause("农村"),
    "the region": before_clause("全区"),
    "a wish": before_clause("力争"),
    "not so much": before_number("不到"),
    "near": before_number("近"),
    "over": before_number("超"),
    "odd": after_number("余"),
    "ten thousand times": after_number("万"),
    "a digit more": after_number("0"),
    "a decimal": after_number(".9"),
    "a digit before": before_number("1"),
    "a minus": before_number("-"),
    "a percent sign": after_number("%"),
    "denied": instead("达到|为|提高到|增加到|升至", {"达到": "没有达到", "为": "没有为", "提高到": "没有提高到", "增加到": "没有增加到", "升至": "没有升至"}),
    "the other way": instead("|".join(TURNED), TURNED),
    "another measure": measure,
    "another target": target,
    "without a place": exclusion,
}  # fmt: skip


def edited(paragraph: PrintedParagraph, change: tuple[int, int, str]) -> PrintedParagraph | None:
    """The paragraph with `change` (place, characters cut, words put in) and its links where they then stand."""
    at, cut, words = change
    links = []
    for link in paragraph.links:
        if link.start >= at + cut:
            links.append(replace(link, start=link.start + len(words) - cut))
        elif link.end <= at:
            links.append(link)
        else:
            return None
    return replace(paragraph, text=paragraph.text[:at] + words + paragraph.text[at + cut :], links=tuple(links))


def places(speech: Speech, edit: Edit) -> Iterator[tuple[PrintedParagraph, Link]]:
    """Edited paragraphs, spread over the speech, each with the link it was edited beside."""
    rows = [
        (paragraph, link)
        for paragraph in speech.printed.paragraphs
        if not paragraph.in_table
        for link in paragraph.links
    ]
    made = ((edited(paragraph, change), link) for paragraph, link in rows if (change := edit(paragraph, link)))
    found = [(paragraph, link) for paragraph, link in made if paragraph is not None]
    yield from found[:: max(len(found) // MOST, 1)][:MOST]


@pytest.mark.parametrize("name", EDITS)
def test_no_edit_beside_a_link_leaves_it_right(speech: Speech, name: str) -> None:
    tried = list(places(speech, EDITS[name]))
    assert len(tried) >= 3
    for paragraph, link in tried:
        verification = speech.verify(paragraph)
        state = next(result.state for result in verification.figures if result.link and result.link.place == link.place)
        told = [
            item
            for item in verification.found
            if item.diagnostic.code.startswith("V1") and item.diagnostic.code != "V107"
        ]
        assert state != "ok" or told, paragraph.text[max(link.start - 40, 0) : link.end + 20]


def of(speech: Speech, words: str, by: str) -> list[tuple[str, str]]:
    """Codes and messages of the paragraph in which some words are replaced, beside that it was edited."""
    paragraph = next(each for each in speech.printed.paragraphs if words in each.text and not each.in_table)
    changed = edited(paragraph, (paragraph.text.index(words), len(words), by))
    assert changed is not None
    found = [item.diagnostic for item in speech.verify(changed).found]
    return [
        (item.code, item.message.partition("：“")[0]) for item in found if item.code not in ("V107", "V125", "W104")
    ]


@pytest.mark.parametrize(
    ("words", "by", "code", "says"),
    [
        ("，高于目标", "，低于目标", "V113", "动词反了"),
        ("没有实现增加的目标", "实现了增加的目标", "V111", "这里写的是“没有实现增加的目标”"),
        ("占比达到", "占比没有达到", "V111", "养老机构护理型床位占比56.1%"),
        ("比上年增加", "比上年减少", "V111", "动态监测平台数据共享部门数135"),
        ("备用金覆盖率比上年提高", "失能老年人社区帮扶率比上年提高", "V111", "失能老年人社区帮扶率99.96%"),
        (
            "，养老机构护理型床位占比达到",
            "，上半年养老机构护理型床位占比达到",
            "V111",
            "6月的养老机构护理型床位占比52.3%",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_the_figure(speech: Speech, words: str, by: str, code: str, says: str) -> None:
    found = of(speech, words, by)
    assert [message for each, message in found if each == code and says in message]


def test_what_is_denied_is_told_where_its_number_was_taken_out(speech: Speech) -> None:
    words, by = "全年发生民政服务机构安全事故1起，突破了底线。", "全年没有发生民政服务机构安全事故。"
    paragraph = next(each for each in speech.printed.paragraphs if words in each.text and not each.in_table)
    at, longer = paragraph.text.index(words), len(by) - len(words)
    links = (
        link
        if link.start < at
        else replace(link, text="", start=at + len(by) - 1)
        if link.start < at + len(words)
        else replace(link, start=link.start + longer)
        for link in paragraph.links
    )
    changed = replace(paragraph, text=paragraph.text.replace(words, by), links=tuple(links))
    assert {"V105", "V111"} <= {item.diagnostic.code for item in speech.verify(changed).found}


def test_harmless_words_leave_every_number_right(speech: Speech) -> None:
    """Filler before a sentence, another sentence beside it: nothing limits what the numbers say."""
    assert of(speech, "推动床位向护理型转变，", "值得肯定的是，推动床位向护理型转变，") == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("两", "2"),
        ("十二", "12"),
        ("二百六十", "260"),
        ("２６０", "260"),
        ("百分之百", "100%"),
        ("百分之七十三点六", "73.6%"),
    ],
)
def test_the_same_number_in_words_is_the_same(typed: str, printed: str) -> None:
    assert comparable(typed) == comparable(printed)


@pytest.mark.parametrize(
    ("typed", "printed"), [("三", "2"), ("七十多", "70"), ("二", "2%"), ("十二三", "12"), ("百分之九十", "100%")]
)
def test_another_number_in_words_is_not(typed: str, printed: str) -> None:
    assert comparable(typed) != comparable(printed)
