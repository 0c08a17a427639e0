"""A printed number is found again by its tag, or by its bookmark where the tag is lost."""

from __future__ import annotations

import pytest

from docx_check import NS, Package, value
from docx_sample import LONG, SHARE, plain, rich
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.number_mark_names import (
    Bookmark,
    alias_of,
    bookmark_of,
    digest,
    ids_by_tag,
    read_bookmark,
    tag_of,
)
from mzgz.model.document import Figure, Paragraph


def test_every_figure_is_found_again_in_order() -> None:
    document = rich()
    figures = [f for b in document.blocks() if isinstance(b, Paragraph) for f in b.figures]
    root = Package(write(document, None, Profile())).document
    ids = ids_by_tag([SHARE.id, LONG.id])
    found = [
        (ids[value(c, "w:sdtPr/w:tag/@w:val") or ""], "".join(map(str, c.xpath(".//w:t/text()", namespaces=NS))))
        for c in root.xpath("w:body/w:p/w:sdt", namespaces=NS)
    ]
    assert found == [(f.id, f.text) for f in figures] == [(SHARE.id, "56.1%"), (SHARE.id, "56.1%"), (LONG.id, "38")]


def test_repeats_are_counted_in_the_bookmark() -> None:
    root = Package(write(plain(SHARE, "和", SHARE), None, Profile())).document
    names = [str(n) for n in root.xpath("//w:bookmarkStart/@w:name", namespaces=NS) if str(n).startswith("_mz_")]
    assert names == [bookmark_of(SHARE.id, 0, "56.1%"), bookmark_of(SHARE.id, 1, "56.1%")]
    assert read_bookmark(names[1]) == Bookmark(digest(SHARE.id), 1, digest("56.1%"))


def test_a_figure_may_stand_a_thousand_times() -> None:
    root = Package(write(plain(*[SHARE] * 1000), None, Profile())).document
    names = {str(n) for n in root.xpath("//w:bookmarkStart/@w:name", namespaces=NS)}
    assert {read.occurrence for n in names if (read := read_bookmark(n))} == set(range(1000))
    assert max(map(len, names)) <= 40


@pytest.mark.parametrize(
    ("figure_id", "tag"),
    [
        ("nursing-bed-share@city/2022-12:value", "mz:nursing-bed-share@city/2022-12:value"),
        ("a" * 61, "mz:" + "a" * 61),
        ("a" * 62, "mz:" + "a" * 48 + "~67b4b3923fa1"),
        ("养老@city", "mz:@city~617b6e52bdad"),
    ],
)
def test_tags_are_stable_for_ever(figure_id: str, tag: str) -> None:
    """Files written years ago carry these tags: a change here is a break."""
    assert tag_of(figure_id) == tag
    assert ids_by_tag([figure_id, "other"])[tag] == figure_id


def test_bookmarks_are_stable_for_ever() -> None:
    assert bookmark_of("nursing-bed-share@city/2022-12:value", 3, "56.1%") == "_mz_6081134f03_0a6d1c1e"


def test_bookmarks_of_others_and_copies() -> None:
    assert read_bookmark("_GoBack") is None
    assert read_bookmark("_mz_5c98112100_7b85f7e0_Copy_1") == Bookmark("5c981121", 0, "7b85f7e0", copied=True)


def test_aliases_are_short_and_on_one_line() -> None:
    assert alias_of("床位\n占比", "id") == "床位 占比"
    assert alias_of("", "id") == "id"
    assert alias_of("长" * 65, "id") == "长" * 63 + "…"
    assert len(alias_of("😀" * 40, "id").encode("utf-16-le")) // 2 <= 64


def test_links_are_shown_on_request() -> None:
    root = Package(write(plain(Figure("a", "1", "数")), None, Profile(show_links=True))).document
    assert value(root, "//w15:appearance/@w15:val") == "boundingBox"
