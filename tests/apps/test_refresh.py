"""Stale numbers are brought up to date in place; nothing else in the file moves; people's numbers are left alone."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from docx_check import points
from edited_documents import (
    MAIN,
    PLAN,
    Office,
    W,
    accepted,
    added,
    board_of,
    codes,
    members,
    replaced,
    returns,
    states,
    typed,
)
from mzgz.apps.cli.options import Refusal
from mzgz.apps.cli.refresh import refresh as command
from mzgz.apps.cli.report import report
from mzgz.apps.cli.verify import verified
from mzgz.formats.docx.document_reader import read
from mzgz.formats.docx.document_updater import Refreshed, refresh
from mzgz.intake.workspace import load
from mzgz.publishing.verify.verification import Verification
from workspace import make_workspace

LESS = (94, 93, 94, 93, 94, 85)
FEWER = (74, 73, 74, 73, 74, 73)
SHARE = "nursing-bed-share:value"


@dataclass
class Offices:
    """The office before, after a correction, and after one that undoes what the document says."""

    before: Office
    after: Office
    fallen: Office


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Offices:
    made = tmp_path_factory.mktemp
    return Offices(
        Office(board_of(made("before"))),
        Office(board_of(made("after"), returns(LESS))),
        Office(board_of(made("fallen"), returns(FEWER, (7, 4)))),
    )


def refreshed(office: Office, data: bytes, *, tracked: bool = True) -> tuple[Refreshed, Verification]:
    verification = office.verify(data)
    made = refresh(read(data), verification.renewals, verification.remarks, "呼市民政局", "2023-01-05", tracked=tracked)
    return made, verification


def text_of(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read(data).document.paragraphs]


def test_a_stale_number_is_replaced_as_a_revision(offices: Offices) -> None:
    made, _ = refreshed(offices.after, offices.before.docx())
    revisions = re.findall(r"<w:(del|ins) ([^>]*)>.*?<w:(?:t|delText)>([^<]*)<", members(made.data)[MAIN].decode())
    assert [(kind, text) for kind, _, text in revisions[:2]] == [("del", "56.1%"), ("ins", "55.3%")]
    assert {name.partition(" ")[2] for _, name, _ in revisions} == {
        'w:author="呼市民政局" w:date="2023-01-05T00:00:00Z"'
    }
    assert len(made.renewed) == 3


def test_after_accepting_everything_is_clean(offices: Offices) -> None:
    made, _ = refreshed(offices.after, offices.before.docx())
    verification = offices.after.verify(accepted(made.data))
    assert set(states(verification).values()) == {"ok"}
    assert codes(verification) == []


def test_before_accepting_they_are_revisions_that_agree(offices: Offices) -> None:
    made, _ = refreshed(offices.after, offices.before.docx())
    verification = offices.after.verify(made.data)
    assert codes(verification) == ["V108"] * 3
    assert not verification.blocks
    again, _ = refreshed(offices.after, made.data)
    assert again.renewed == ()
    assert members(again.data) == members(made.data)


def test_the_next_refresh_goes_on_from_what_an_earlier_one_left(offices: Offices) -> None:
    made, _ = refreshed(offices.after, offices.before.docx())
    ours = read(made.data, "呼市民政局")
    assert text_of(made.data) == [one.text for one in ours.document.paragraphs if one.text]
    assert {link.tracked for link in ours.document.links} == {False}
    others = read(made.data, "别的局")
    assert {link.tracked for link in others.document.links} == {False, True}


def test_revisions_of_people_are_still_theirs(offices: Offices) -> None:
    made, _ = refreshed(offices.after, offices.before.docx())
    for old, new in (("T00:00:00Z", "T09:31:00Z"), ("呼市民政局", "张三")):
        theirs = replaced(made.data, old, new)
        assert {link.tracked for link in read(theirs, "呼市民政局").document.links} == {False, True}


def test_a_refused_revision_is_a_persons_number(offices: Offices) -> None:
    made, _ = refreshed(offices.after, offices.before.docx())
    refused = replaced(made.data, r"<w:ins .*?</w:ins>", "")
    refused = replaced(refused, r"</?w:del( [^>]*)?>", "")
    refused = replaced(refused, r"w:delText", "w:t")
    assert states(offices.after.verify(refused))[SHARE] == "edited"


def test_without_tracking(offices: Offices) -> None:
    made, _ = refreshed(offices.after, offices.before.docx(), tracked=False)
    assert b"w:ins" not in members(made.data)[MAIN]
    assert codes(offices.after.verify(made.data)) == []
    assert text_of(made.data)[3] == "养老机构护理型床位占比达到55.3%，比上年提高7.1个百分点，高于目标0.3个百分点。"


def test_only_the_changed_runs_differ(offices: Offices) -> None:
    """All members but the text keep their bytes; of the text only controls and names of bookmarks differ."""
    data = offices.before.docx()
    made, _ = refreshed(offices.after, data)
    before, after = members(data), members(made.data)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [MAIN]
    gone = [
        re.sub(rb"<w:del .*?</w:del>|<w:sdtContent>.*?</w:sdtContent>|_mz_[0-9a-f_]+", b"", part[MAIN])
        for part in (before, after)
    ]
    assert gone[0] == gone[1]


def test_nothing_to_do_changes_nothing(offices: Offices) -> None:
    data = offices.before.docx()
    made, _ = refreshed(offices.before, data)
    assert members(made.data) == members(data)


def test_members_keep_their_order_times_and_kinds(offices: Offices) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, (name, part) in enumerate(reversed(members(offices.before.docx()).items())):
            info = zipfile.ZipInfo(name, (2023, 1, 1 + number, 8, 30, 0))
            archive.writestr(info, part, zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED)
    made, _ = refreshed(offices.after, buffer.getvalue())
    kept = [
        [(info.filename, info.date_time, info.compress_type) for info in zipfile.ZipFile(io.BytesIO(one)).infolist()]
        for one in (buffer.getvalue(), made.data)
    ]
    assert kept[0] == kept[1]


def test_the_same_input_gives_the_same_bytes(offices: Offices) -> None:
    data = offices.before.docx()
    assert refreshed(offices.fallen, data)[0].data == refreshed(offices.fallen, data)[0].data


@pytest.mark.parametrize("tracked", [True, False])
def test_the_form_still_holds(offices: Offices, tracked: bool) -> None:
    data = offices.before.docx()
    made, _ = refreshed(offices.after, data, tracked=tracked)
    before, after = ({point.name for point in points(one) if point.holds} for one in (data, made.data))
    assert before - after == ({"a bookmark around every control"} if tracked else set())
    assert len(before) > 50


def test_a_persons_number_is_left_alone(offices: Offices) -> None:
    data = typed(offices.before.docx(), "nursing-bed-share@city/2022-12:value", "57%")
    made, verification = refreshed(offices.after, data, tracked=False)
    assert states(verification)[SHARE] == "conflict"
    assert text_of(made.data)[3] == "养老机构护理型床位占比达到57%，比上年提高7.1个百分点，高于目标0.3个百分点。"


def test_formatting_is_kept(offices: Offices) -> None:
    bold = "<w:r><w:rPr><w:b/><w:color w:val='FF0000'/></w:rPr><w:t>56</w:t></w:r><w:r><w:t>.1%</w:t></w:r>"
    data = replaced(offices.before.docx(), "<w:r><w:t>56.1%</w:t></w:r>", bold)
    made, _ = refreshed(offices.after, data)
    inserted = re.search(rb"<w:ins [^>]*>(.*?)</w:ins>", members(made.data)[MAIN])
    assert inserted
    assert inserted[1] == (b'<w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>55.3%</w:t></w:r>')
    assert codes(offices.after.verify(accepted(made.data))) == []
    outright, _ = refreshed(offices.after, data, tracked=False)
    assert text_of(outright.data)[3].startswith("养老机构护理型床位占比达到55.3%，")


def test_bookmarks_alone_are_enough(offices: Offices) -> None:
    bare = replaced(offices.before.docx(), r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1")
    for tracked in (True, False):
        made, _ = refreshed(offices.after, bare, tracked=tracked)
        assert len(made.renewed) == 3
        assert codes(offices.after.verify(accepted(made.data))) == []


def test_a_mark_that_reaches_over_other_words_is_not_touched(offices: Offices) -> None:
    wide = replaced(offices.before.docx(), r'(<w:bookmarkEnd w:id="1"/>)(<w:r><w:t>，比上年提高</w:t></w:r>)', r"\2\1")
    made, verification = refreshed(offices.after, wide)
    assert states(verification)[SHARE] == "conflict"
    assert "56.1%，比上年提高" in text_of(made.data)[3]


def test_words_that_no_longer_hold_get_a_comment(offices: Offices) -> None:
    data = offices.before.docx()
    made, _ = refreshed(offices.fallen, data)
    parts = members(made.data)
    comments = etree.fromstring(parts["word/comments.xml"])
    said = ["".join(map(str, comment.itertext())) for comment in comments]
    assert any("比基期下降4.1" in text for text in said)
    assert any("全覆盖”没有数据支持" in text for text in said)
    assert any(text.startswith("“达到”不再合适") for text in said)
    assert {comment.get(f"{{{W}}}author") for comment in comments} == {"呼市民政局"}
    assert b"/word/comments.xml" in parts["[Content_Types].xml"]
    assert b"relationships/comments" in parts["word/_rels/document.xml.rels"]
    ids = [comment.get(f"{{{W}}}id") for comment in comments]
    root = etree.fromstring(parts[MAIN])
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(node.get(f"{{{W}}}id", "") for node in root.iter(f"{{{W}}}{kind}")) == sorted(map(str, ids))
    assert text_of(made.data) == [t.replace("56.1%", "44.1%").replace("100%", "91.7%") for t in text_of(data)]


def test_a_comment_is_said_once(offices: Offices) -> None:
    made, _ = refreshed(offices.fallen, offices.before.docx())
    again, _ = refreshed(offices.fallen, made.data)
    assert members(again.data)["word/comments.xml"] == members(made.data)["word/comments.xml"]
    assert again.remarked == ()


def test_comments_of_others_stay(offices: Offices) -> None:
    made, _ = refreshed(offices.fallen, offices.before.docx())
    others = replaced(made.data, "呼市民政局", "某科", "word/comments.xml")
    before = members(others)["word/comments.xml"].count(b"<w:comment ")
    again, _ = refreshed(offices.fallen, others)
    assert members(again.data)["word/comments.xml"].count("某科".encode()) == before
    assert len(again.remarked) == before


def test_both_forms_of_a_text_box_are_renewed(offices: Offices) -> None:
    data = offices.before.docx()
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    boxed = replaced(data, r'<w:bookmarkStart w:id="1".*?<w:bookmarkEnd w:id="1"/>', lambda found: box.format(found[0]))
    made, _ = refreshed(offices.after, boxed, tracked=False)
    assert members(made.data)[MAIN].count(b"55.3%") == 2
    assert b"56.1%" not in members(made.data)[MAIN]


def test_ids_of_revisions_go_on_from_those_there(offices: Offices) -> None:
    data = replaced(
        offices.before.docx(),
        "<w:r><w:t>实施项目",
        '<w:ins w:id="41" w:author="某"><w:r><w:t>又</w:t></w:r></w:ins><w:r><w:t>实施项目',
    )
    made, _ = refreshed(offices.after, data)
    ids = re.findall(rb'<w:(?:ins|del) w:id="(\d+)"', members(made.data)[MAIN])
    assert sorted(map(int, ids)) == list(range(41, 48))


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def desk(tmp_path: Path, offices: Offices) -> Path:
    """A workspace with corrected data, and beside it the document as it was written before."""
    root = make_workspace(tmp_path / "office", PLAN + returns(LESS))
    (root / "讲话.docx").write_bytes(offices.before.docx())
    return root


def test_the_input_is_not_written_over_unless_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk / "讲话.docx"
    before = file.read_bytes()
    options = {"directory": desk, "as_of": "2023-01-05"}
    with pytest.raises(Refusal, match="就是原文件"):
        command(file, out=file, **options)  # type: ignore[arg-type]
    (desk / "link.docx").symlink_to(file)
    with pytest.raises(Refusal, match="就是原文件"):
        command(file, out=desk / "link.docx", **options)  # type: ignore[arg-type]
    assert file.read_bytes() == before
    command(file, **options)  # type: ignore[arg-type]
    assert file.read_bytes() == before
    assert capsys.readouterr().out.strip() == str(desk / "讲话-更新.docx")
    with pytest.raises(Refusal, match="没有覆盖"):
        command(file, **options)  # type: ignore[arg-type]
    command(file, in_place=True, accept=True, **options)  # type: ignore[arg-type]
    assert text_of(file.read_bytes())[3].startswith("养老机构护理型床位占比达到55.3%")


def test_what_is_left_to_people_is_listed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk / "讲话.docx"
    file.write_bytes(added(typed(file.read_bytes(), "nursing-bed-share@city/2022-12:value", "57%"), "完。"))
    with pytest.raises(BaseException) as left:  # noqa: PT011 - typer's exit is no Exception of ours
        command(file, directory=desk, as_of="2023-01-05")
    assert getattr(left.value, "exit_code", None) == 1
    told = capsys.readouterr().err
    assert "以修订方式更新2个数" in told
    assert "第4段 养老机构护理型床位占比 比基期提高：7.9 → 7.1" in told
    assert "第4段 养老机构护理型床位占比：文中57%，数据55.3%" in told


def test_what_cannot_be_opened_is_refused(desk: Path) -> None:
    (desk / "空.docx").write_bytes(b"")
    for name in ("没有.docx", "空.docx"):
        with pytest.raises(Refusal, match="打不开") as refused:
            command(desk / name, directory=desk)
        assert refused.value.status == 3


def test_a_document_drawn_on_a_later_day_than_the_last_return_is_held_against_that_day(tmp_path: Path) -> None:
    """What it says of the day of its data is true until something new is handed in."""
    root = make_workspace(tmp_path, PLAN + returns(LESS))
    ledger, _ = load(root)
    last = ledger.last_received(2022)
    assert last is not None
    later = last + timedelta(days=4)
    report(year=2022, as_of=later.isoformat(), document="tables", out=tmp_path / "out", directory=root)
    file = tmp_path / "out" / "tables.docx"
    held = verified(file, root, None, None)
    assert held.board.as_of == later
    assert held.verification.found == ()
    assert verified(file, root, None, last.isoformat()).board.as_of == last


def test_a_number_that_went_with_its_sentence_is_not_left_to_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """缺报2个 is no number to be mended by hand where the whole line is written anew."""
    root = make_workspace(tmp_path, PLAN + returns(LESS))
    silent = sorted(root.glob("submissions/2022-12/*.yaml"))[0]
    text = silent.read_bytes()
    silent.unlink()
    report(year=2022, as_of="2023-01-05", document="tables", out=tmp_path / "out", directory=root)
    silent.write_bytes(text)
    file = tmp_path / "out" / "tables.docx"
    capsys.readouterr()
    command(file, accept=True, directory=root, as_of="2023-01-05")
    assert "没有动的" not in capsys.readouterr().err
    assert verified(tmp_path / "out" / "tables-更新.docx", root, 2022, "2023-01-05").verification.found == ()
