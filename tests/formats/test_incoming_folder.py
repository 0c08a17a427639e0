"""What lies in a folder of returns: the mended ones in place of what they were, new ones beside them, nothing passed over."""

from __future__ import annotations

import os
from pathlib import Path

from mzgz.formats.disk.overwrite_guard import LIST, grown_list
from mzgz.formats.incoming_folder import REPLIES, sorted_out

BACK_AT = 1_700_000_000


def folder(root: Path) -> Path:
    """海拉尔.xlsx went back and was mended there."""
    (root / REPLIES).mkdir()
    reply = root / REPLIES / "海拉尔.xlsx"
    (root / REPLIES / LIST).write_bytes(grown_list(root / REPLIES, [(reply, b"as it went back")]))
    os.utime(root / REPLIES / LIST, (BACK_AT, BACK_AT))
    reply.write_bytes(b"mended")
    return root


def arrived(path: Path, seconds: int) -> Path:
    path.write_bytes(b"a return")
    os.utime(path, (BACK_AT + seconds, BACK_AT + seconds))
    return path


def test_what_was_mended_is_read_in_place_of_what_it_was(tmp_path: Path) -> None:
    root = folder(tmp_path)
    arrived(root / "海拉尔.xlsx", -60)
    assert sorted_out(root)[0] == [root / REPLIES / "海拉尔.xlsx"]


def test_a_later_return_of_the_same_name_is_another_one(tmp_path: Path) -> None:
    root = folder(tmp_path)
    july = arrived(root / "海拉尔.xlsx", 60)
    assert sorted_out(root)[0] == [july, root / REPLIES / "海拉尔.xlsx"]


def test_what_else_was_put_among_them_is_told(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / REPLIES / "根河.docx").write_bytes(b"a letter")
    assert [Path(each.source.path).name for each in sorted_out(root)[1]] == ["根河.docx"]
