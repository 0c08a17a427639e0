"""An issued document follows the data: brought up to date it says, line by line, what a fresh report says, and what people
wrote into it stays."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edited_documents import MAIN, NS, Office, W, board_of, members, packed, replaced, returns
from mzgz.apps.cli.verify import held_against_data
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.formats.docx.document_updater import Refreshed, refresh
from mzgz.intake.workspace import load
from mzgz.model.document import Document, Paragraph, Part
from mzgz.model.ledger import Plan
from mzgz.progress import Board
from mzgz.publishing.provenance import document_annex
from mzgz.publishing.report.document_kinds import board_for, make
from mzgz.publishing.verify.document_verification import verify
from mzgz.publishing.verify.verification import Verification

FEWER = (74, 73, 74, 73, 74, 73)
"""Beds short of the goal, so that there is a table of what was missed."""
SAMPLE = Path(__file__).resolve().parents[2]


def lines(data: bytes) -> list[str]:
    """Everything a document says: paragraphs, cells by their place, charts with the workbooks behind them."""
    document = read(data).document
    said = []
    for paragraph in document.paragraphs:
        cell = paragraph.cell
        where = f"表{cell.grid} {cell.row}-{cell.place} " if cell else ""
        if not paragraph.story and (where or paragraph.text):
            said.append(where + paragraph.text)
    return said + [f"{chart.categories} {chart.series} {chart.sheet}" for chart in document.charts]


@dataclass
class Issue:
    """A workspace and a document of it as bytes."""

    board: Board
    document: Document
    data: bytes

    def against(self, data: bytes) -> Verification:
        """Another document held against this one's data."""
        return verify(read(data).document, self.board, "稿.docx", self.document)

    def refreshed(self, data: bytes, *, tracked: bool = False, found: Verification | None = None) -> Refreshed:
        """Another document brought up to date, by what was found in it."""
        found = found or self.against(data)
        return refresh(
            read(data), found.renewals, found.remarks, "某局", "2023-01-05", tracked=tracked, changes=found.changes,
            composed=self.document,
        )  # fmt: skip


def issued(board: Board, root: Path, name: str) -> Issue:
    document = make(name, board, root).document
    assert document is not None
    return Issue(board, document, write(document, None, Profile()))


def of_sample(root: Path) -> Issue:
    ledger, _ = load(root)
    day = ledger.last_received(2022)
    assert day is not None
    return issued(board_for(ledger, 2022, day, whole_year=True), root, "speech")


def copied(folder: Path) -> Path:
    shutil.copy(SAMPLE / "mzgz.yaml", folder)
    for name in ("targets", "submissions", "templates"):
        shutil.copytree(SAMPLE / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Issue:
    return of_sample(copied(tmp_path_factory.mktemp("before")))


def changed(root: Path, path: str, pattern: str, by: str) -> None:
    file = root / path
    text, count = re.subn(pattern, by, file.read_text("utf-8"), count=1)
    assert count, pattern
    file.write_text(text, "utf-8")


def corrected(root: Path) -> None:
    changed(root, "submissions/2022-12/150702.yaml", "numerator: 853", "numerator: 753")


def silent(root: Path) -> None:
    (root / "submissions/2022-12/150703.yaml").unlink()


def late(root: Path) -> None:
    changed(root, "submissions/2022-12/150781.yaml", "received: 2023-[0-9-]+", "received: 2023-02-03")


def no_longer_missed(root: Path) -> None:
    """A return of June is gone: another day is the last, other tables are bound in."""
    (root / "submissions/2022-06/150727.yaml").unlink()
    late(root)


def mended(root: Path) -> None:
    for file in sorted((root / "submissions").glob("2022-*/150782.yaml")):
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"(accident[a-z-]*: \{value: )[1-9]", r"\g<1>0", text), "utf-8")


def revised_and_honoured(root: Path) -> None:
    changed(root, "targets/2022/03-elderly-care.yaml", 'goal: ">= 55%"', 'goal: ">= 57%"')
    file = root / "submissions/2022-11/150721.yaml"
    text = re.sub(r"\nhonours:.*?(?=\n[a-z]|\Z)", "", file.read_text("utf-8"), flags=re.DOTALL)
    file.write_text(text + "\nhonours: [{title: 全国示范性老年友好型社区, level: 国家, recipient: 那吉镇}]\n", "utf-8")


@pytest.fixture(scope="module")
def silenced(tmp_path_factory: pytest.TempPathFactory) -> Issue:
    """Of the same office after one of its units went silent."""
    root = copied(tmp_path_factory.mktemp("silenced"))
    silent(root)
    return of_sample(root)


@pytest.mark.parametrize("change", [corrected, silent, late, mended, revised_and_honoured])
def test_refreshed_it_says_what_a_fresh_report_says(
    before: Issue, change: Callable[[Path], None], tmp_path: Path
) -> None:
    root = copied(tmp_path)
    change(root)
    after = of_sample(root)
    fresh = lines(after.data)
    assert lines(before.data) != fresh
    found = after.against(before.data)
    assert {one.state for one in found.passages} <= {"ok", "stale", "new"}
    for tracked in (False, True):
        made = after.refreshed(before.data, tracked=tracked, found=found)
        assert lines(made.data) == fresh
        now = after.against(made.data)
        assert {one.state for one in now.passages} == {"ok"}
    assert not after.refreshed(made.data, found=now).rewritten


def unseen(data: bytes) -> list[str]:
    """What a document holds beside its lines: what is read aloud of its tables, where its sections end, its days."""
    parts = members(data)
    body = etree.fromstring(parts[MAIN])
    aloud = [node.get(f"{{{W}}}val", "") for node in body.iter(f"{{{W}}}tblCaption", f"{{{W}}}tblDescription")]
    ends = [
        "".join(map(str, node.itertext()))
        for node in body.iter(f"{{{W}}}p")
        if node.find(".//w:sectPr", NS) is not None
    ]
    return [*aloud, *ends, *re.findall("<dcterms:[^>]*>([^<]*)<", parts["docProps/core.xml"].decode())]


@pytest.mark.parametrize("change", [silent, late, no_longer_missed])
def test_what_is_not_seen_of_it_follows_too_and_revisions_taken_leave_no_empty_numbers(
    before: Issue, change: Callable[[Path], None], tmp_path: Path
) -> None:
    root = copied(tmp_path)
    change(root)
    after = of_sample(root)
    outright = after.refreshed(before.data)
    assert unseen(outright.data) == unseen(after.data)
    tracked = after.refreshed(before.data, tracked=True)
    taken = read(tracked.data, "某局")
    found = verify(taken.document, after.board, "稿.docx", after.document)
    assert not [item.diagnostic.message for item in found.found if item.diagnostic.code.startswith("V")]
    clean = refresh(
        taken, found.renewals, found.remarks, "某局", "2023-01-05", tracked=False, changes=found.changes,
        composed=after.document,
    )  # fmt: skip
    assert not clean.remarked
    assert lines(clean.data) == lines(after.data)
    assert unseen(clean.data) == unseen(after.data)


def test_nobody_is_troubled_about_an_untouched_document(before: Issue) -> None:
    found = before.against(before.data)
    assert {one.state for one in found.passages} == {"ok"}
    assert {item.diagnostic.code for item in found.found} <= {"W104"}
    assert found.changes.count == 0
    assert found.origin is not None
    assert found.origin.changed == ()


def test_it_says_what_data_it_comes_from(before: Issue, tmp_path: Path) -> None:
    root = copied(tmp_path)
    corrected(root)
    silent(root)
    origin = of_sample(root).against(before.data).origin
    assert origin is not None
    assert origin.changed == ("海拉尔2022年12月的报送改过", "扎赉诺尔2022年12月的报送没有了")
    assert "此后改过2处" in origin.said


def rewritten(data: bytes, pattern: str, by: str) -> bytes:
    return replaced(data, pattern, by)


def reworded(data: bytes, words: str, by: str) -> bytes:
    """Words of a paragraph typed over, once; they must stand there."""
    parts = members(data)
    text = parts[MAIN].decode()
    assert words in text
    return packed({**parts, MAIN: text.replace(words, by, 1).encode()})


def plain_piece(data: bytes, sentence: str) -> str:
    """Words of a sentence that stand in one run: its longest stretch without digits."""
    pieces = sorted(re.findall("[\u4e00-\u9fff，、]{4,}", sentence), key=len, reverse=True)
    body = members(data)[MAIN].decode()
    return next(piece for piece in pieces if piece in body)


def spoken(found: Verification, state: str) -> Iterator[str]:
    """Sentences of the speech at a state, not of its tables; those whose words differ where anything does."""
    for one in found.passages:
        worded = state == "ok" or not one.only_numbers
        if one.kind == "paragraph" and one.state == state and one.printed and one.today and worded:
            yield one.printed


def test_what_people_wrote_stays_and_the_rest_follows(before: Issue, silenced: Issue) -> None:
    after = silenced
    found = after.against(before.data)
    steady = next(text for text in spoken(found, "ok") if re.fullmatch("[\u4e00-\u9fff，、]{16,}。", text))
    stale = next(spoken(found, "stale"))
    piece = plain_piece(before.data, stale)
    own = "这一条请各地务必记牢。"
    edited = reworded(reworded(before.data, steady, steady + own), piece, f"{piece[:2]}切切实实{piece[2:]}")
    made = after.refreshed(edited)
    said = "".join(lines(made.data))
    assert own in said
    assert "切切实实" in said
    missing = [text for text in re.findall("[^。]+。", "".join(lines(after.data))) if text not in said]
    assert len(missing) <= 1, "only the sentence people reworded may be missing"
    assert any("按现在的数据，这句话应为" in remark.text for remark in made.remarked)


def test_what_people_took_out_does_not_come_back(before: Issue, silenced: Issue) -> None:
    after = silenced
    found = after.against(before.data)
    gone = next(text for text in spoken(found, "ok") if re.fullmatch("[\u4e00-\u9fff，、]{16,}。", text))
    made = after.refreshed(reworded(before.data, gone, ""))
    assert gone not in "".join(lines(made.data))
    assert gone in "".join(lines(after.data))
    states = [one.state for one in after.against(made.data).passages]
    assert states.count("removed") == 1
    assert set(states) == {"ok", "removed"}


# ── tables of a small office, changed at random ─────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Issue:
    root = tmp_path_factory.mktemp("small")
    return issued(board_of(root), root, "tables")


@pytest.mark.parametrize("tracked", [False, True])
def test_a_table_comes_and_goes(small: Issue, tracked: bool, tmp_path: Path) -> None:
    """Of what was missed there is a table only where something was."""
    short = issued(board_of(tmp_path, returns(FEWER)), tmp_path, "tables")
    for one, other in ((small, short), (short, small)):
        made = other.refreshed(one.data, tracked=tracked)
        assert lines(made.data) == lines(other.data)
        assert {each.state for each in other.against(made.data).passages} == {"ok"}


def grids(data: bytes) -> list[list[str]]:
    """The widths of the columns of each table, and of its cells."""
    body = etree.fromstring(members(data)[MAIN])
    width = f"{{{W}}}w"
    return [
        [node.get(width, "") for node in table.iter(f"{{{W}}}gridCol", f"{{{W}}}tcW")]
        for table in body.iter(f"{{{W}}}tbl")
    ]


@pytest.mark.parametrize("tracked", [False, True])
def test_columns_are_as_wide_as_the_words_of_today_ask_for_and_widths_of_people_stay(
    small: Issue, tracked: bool, tmp_path: Path
) -> None:
    text = re.sub(r"people-helped: \{value: 20000\}", "people-helped: {value: 123456789}", returns())
    more = issued(board_of(tmp_path, text), tmp_path, "tables")
    assert grids(small.data) != grids(more.data)
    assert grids(more.refreshed(small.data, tracked=tracked).data) == grids(more.data)
    drawn = replaced(small.data, r'(<w:gridCol w:w=")([0-9]+)("/><w:gridCol w:w=")', r"\g<1>1\2\3")
    made = grids(more.refreshed(drawn, tracked=tracked).data)
    assert made != grids(more.data)
    kept = [one for one, other in zip(made, grids(drawn), strict=True) if one == other]
    assert grids(drawn)[0] in kept


@settings(max_examples=15)
@given(
    beds=st.tuples(*[st.integers(60, 120)] * 6),
    streets=st.tuples(st.integers(5, 7), st.integers(3, 5)),
    projects=st.integers(18, 60),
    missing=st.sampled_from(["", "150703", "150724"]),
    event=st.booleans(),
)
def test_tables_follow_whatever_changes(
    small: Issue,
    tmp_path_factory: pytest.TempPathFactory,
    beds: tuple[int, ...],
    streets: tuple[int, int],
    projects: int,
    missing: str,
    event: bool,
) -> None:
    text = returns(beds, streets, projects)
    text = text.replace("no-relapse: {value: 0}", "no-relapse: {value: 2}", 1) if event else text
    if missing:
        text = re.sub(rf"# submissions/2022-12/{missing}\.yaml\n.*?(?=# submissions|\Z)", "", text, flags=re.DOTALL)
    root = tmp_path_factory.mktemp("changed")
    after = issued(board_of(root, text), root, "tables")
    made = after.refreshed(small.data)
    assert lines(made.data) == lines(after.data)
    assert {one.state for one in after.against(made.data).passages} == {"ok"}


@pytest.mark.parametrize(
    ("pattern", "by", "code"),
    [
        ("(?<=<w:t>)名次(?=</w:t>)", "得分", "V123"),
        ("(?<=<w:t>)完成(?=</w:t>)(?!.*<w:t>完成</w:t>)", "未完成", "V123"),
        ("表2　各旗市区任务达标情况表", "表2　2021年各旗市区任务达标情况表", "V123"),
    ],
)
def test_words_of_a_table_are_held_against_its_own_cell(small: Issue, pattern: str, by: str, code: str) -> None:
    found = small.against(rewritten(small.data, pattern, by))
    assert [item.diagnostic.code for item in found.found if item.diagnostic.code.startswith("V")] == [code]


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize(("number", "by"), [("56.1%", "58.0%"), ("39", "93"), ("39", "")])
def test_a_number_people_typed_stays_and_the_right_one_is_told_beside_it(
    small: Issue, number: str, by: str, tracked: bool
) -> None:
    edited = rewritten(small.data, f"(<w:t[^>]*>){number}(</w:t>)(?!.*<w:t[^>]*>{number}</w:t>)", rf"\g<1>{by}\2")
    made = small.refreshed(edited, tracked=tracked)
    assert lines(made.data) == lines(edited)
    assert len(made.remarked) == 1
    assert number in made.remarked[0].text
    assert not small.refreshed(made.data, tracked=tracked).remarked, "said once"


def test_a_number_typed_into_a_sentence_is_commented(before: Issue) -> None:
    edited = rewritten(before.data, "(<w:t[^>]*>)56.1%(</w:t>)(?!.*<w:t[^>]*>56.1%</w:t>)", r"\g<1>58.0%\2")
    made = before.refreshed(edited)
    assert lines(made.data) == lines(edited)
    assert [remark.text.partition("。")[0] for remark in made.remarked] == [
        "养老机构护理型床位占比，文中手工改成了58.0%，数据是56.1%"
    ]


@pytest.mark.parametrize("tracked", [False, True])
def test_a_number_that_is_another_figure_now_is_linked_to_that_one(small: Issue, tracked: bool, tmp_path: Path) -> None:
    """Since a unit went silent the 39 projects are the sum so far: the same words, another figure."""
    board = board_of(tmp_path, re.sub(r"(?s)(.*)  aid-projects: [^\n]*\n", r"\1", returns()).replace("24}", "27}", 1))
    sums = {aspect: Office(issue).figure("aid-projects", aspect) for aspect, issue in
            (("value", small.board), ("so-far", board))}  # fmt: skip
    assert sums["value"].text == sums["so-far"].text == "39"
    once, now = (
        Document("note", "讲话", "某局", "2023-01-05", (Part((Paragraph(("实施项目", one, "个。")),)),))
        for one in (sums["value"], sums["so-far"])
    )
    issue = Issue(board, now, write(now, None, Profile()))
    data = write(once, None, Profile())
    found = issue.against(data)
    assert [(one.id, one.state) for one in found.figures] == [(sums["so-far"].id, "ok")]
    assert not [item for item in found.found if item.diagnostic.code.startswith("V")]
    made = issue.refreshed(data, tracked=tracked)
    assert not made.remarked
    assert members(made.data)[MAIN] == members(issue.data)[MAIN]


@pytest.mark.parametrize(
    ("words", "by", "told"),
    [
        ("街道居家和社区养老服务中心建设率达到", "街道居家和社区养老服务中心建设率没有达到", "没有达到"),
        ("备用金覆盖率比上年提高", "备用金覆盖率比上年下降", "100%，目标=100%（已完成），上年83.1%"),
    ],
)
def test_what_people_made_false_is_commented_though_the_data_stood_still(
    before: Issue, words: str, by: str, told: str
) -> None:
    made = before.refreshed(reworded(before.data, words, by))
    assert by in "".join(lines(made.data))
    assert len(made.remarked) == 1
    assert told in made.remarked[0].text


def test_a_false_number_typed_by_hand_is_commented(before: Issue) -> None:
    own = "全市养老机构护理型床位占比58.0%。"
    made = before.refreshed(reworded(before.data, "推动床位向护理型转变", f"{own}推动床位向护理型转变"))
    assert [remark.text for remark in made.remarked if "58.0%" in remark.text]


def test_a_chart_people_changed_is_told(small: Issue) -> None:
    part = next(name for name in members(small.data) if name.startswith("word/charts/chart2"))
    edited = replaced(small.data, r"<c:v>100</c:v>", "<c:v>37</c:v>", part)
    found = small.against(edited)
    told = [item.diagnostic for item in found.found if item.diagnostic.code == "V124"]
    assert len(told) == 1
    assert "画的是37，应为100" in told[0].message
    assert told[0].severity == "query"


def test_of_a_chart_the_data_left_behind_only_what_moved_is_told(small: Issue, tmp_path: Path) -> None:
    short = issued(board_of(tmp_path, returns(FEWER)), tmp_path, "tables")
    told = [item.diagnostic.message for item in short.against(small.data).found if item.diagnostic.code == "V124"]
    points = [point for text in told for point in re.findall("画的是([0-9.]+)，应为([0-9.]+)", text)]
    assert points
    assert all(float(drawn) != float(now) for drawn, now in points)


def test_a_speech_with_all_tables_is_held_against_one_with_all_tables(before: Issue) -> None:
    document = make("speech", before.board, SAMPLE, annex="full").document
    assert document is not None
    full = Issue(before.board, document, write(document, None, Profile()))
    assert document_annex(read(full.data).document.properties) == "full"
    assert document_annex(read(before.data).document.properties) == "brief"
    assert {one.state for one in full.against(full.data).passages} == {"ok"}


def test_a_plan_of_the_next_year_makes_no_sentence_of_this_one_stale(before: Issue) -> None:
    """The outlook of a speech drawn before there was such a plan is held against what was written without one."""
    board = before.board
    sections = board.plan.sections
    ahead = replace(board.ledger, plans={**board.ledger.plans, 2023: Plan(2023, sections)})
    later = Board(ahead, board.year, board.as_of)
    found = held_against_data(read(before.data), later, "稿.docx", SAMPLE).verification
    assert {one.state for one in found.passages} == {"ok"}
    assert found.origin is not None
    assert (found.origin.planned, found.origin.changed) == (2023, ())
    assert found.origin.beyond.startswith("现在有了2023年的目标")
    document = make("speech", later, SAMPLE).document
    assert document is not None
    drawn_with_it = write(document, None, Profile())
    same = held_against_data(read(drawn_with_it), later, "稿.docx", SAMPLE).verification
    assert same.origin is not None
    assert same.origin.planned is None
    fewer = Board(replace(ahead, plans={**ahead.plans, 2023: Plan(2023, sections[:1])}), board.year, board.as_of)
    changed = held_against_data(read(drawn_with_it), fewer, "稿.docx", SAMPLE).verification
    assert changed.origin is not None
    assert changed.origin.changed == ("2023年度目标改过",)
    assert {one.state for one in changed.passages} > {"ok"}


def test_which_annex_a_speech_has_is_seen_where_it_does_not_say(before: Issue) -> None:
    """As after a way round through an office program that kept no properties."""
    document = make("speech", before.board, SAMPLE, annex="full").document
    assert document is not None
    silent_now = replaced(write(document, None, Profile()), r"mzgz\.annex", "mzgz.other", "docProps/custom.xml")
    for data in (silent_now, before.data):
        found = held_against_data(read(data), before.board, "稿.docx", SAMPLE).verification
        assert {one.state for one in found.passages} == {"ok"}


def test_marks_of_passages_print_nothing(small: Issue) -> None:
    body = members(small.data)[MAIN].decode()
    names = re.findall(r'w:name="(_mzp_[^"]*)"', body)
    assert len(names) == len(set(names)) > 20


def test_of_a_paragraph_people_moved_what_the_data_no_longer_say_is_not_left_beside_its_new_wording(
    small: Issue,
) -> None:
    """帮扶率… went into the sentence before it: left standing it would be said twice."""
    lead = "各地要对照年度目标逐项排查，到期的抓紧补上。"
    rest = (
        "村规民约、居民公约和自治章程要落到实处。",
        "婚俗改革成果要比上年增加。",
        "应急预案要完善，演练要跟上。",
        "干部作风要严要实。",
    )
    was = (
        "护理型床位占比提高到55%，集中供养率提高到100%。帮扶率提高到100%。",
        "集中供养率提高到100%，帮扶率提高到100%。",
    )
    once, now = (
        Document(
            "note", "讲话", "某局", "2023-01-05", (Part(tuple(Paragraph((text,)) for text in (lead, body, *rest))),)
        )
        for body in was
    )
    data = write(once, None, Profile())
    paragraph = "<w:p>(?:(?!</w:p>).)*{}.*?</w:p>"
    moved = replaced(data, f"({paragraph.format('护理型床位占比')})(.*{paragraph.format('干部作风')})", r"\2\1")
    issue = Issue(small.board, now, write(now, None, Profile()))
    assert lines(moved) == [lead, *rest, was[0]]
    assert lines(issue.refreshed(moved).data) == [lead, *rest, was[1]]


def test_of_several_that_come_the_one_people_had_reworded_is_not_put_in_beside_it(small: Issue) -> None:
    """Where one sentence about four tasks became four, theirs goes on as the one it speaks of, and no other is left out."""
    told = "有对象的地方，孤儿助学、医疗康复都按计划落到人头。"
    was = f"{told}留守儿童和困境儿童的摸底筛查每半年一轮，一人一档。全国信息系统按月更新。"
    comes = "孤儿助学在11个旗市区没有断档。医疗康复有10个旗市区做到。"
    screened = "留守儿童和困境儿童的摸底筛查在13个旗市区没有断档。"
    ends = ("要把群众的操心事当作自己的家务事。", "干部作风要严要实。")
    once, now = (
        Document(
            "note",
            "讲话",
            "某局",
            "2023-01-05",
            (Part(tuple(Paragraph((text,)) for text in (ends[0], body, ends[1]))),),
        )
        for body in (was, f"{comes}{screened}信息系统由12个旗市区按月更新。")
    )
    edited = reworded(write(once, None, Profile()), "困境儿童的摸底筛查", "困境查")
    issue = Issue(small.board, now, write(now, None, Profile()))
    made = issue.refreshed(edited)
    assert lines(made.data)[1] == f"{comes}留守儿童和困境查每半年一轮，一人一档。信息系统由12个旗市区按月更新。"
    assert [screened in remark.text for remark in made.remarked] == [True]
