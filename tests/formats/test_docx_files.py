"""Files appear whole or not at all, and equal content gives equal bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mzgz.formats.disk.atomic import write_beside, zip_bytes


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    target = tmp_path / "reports" / "讲话.docx"
    write_beside(target, b"first")
    target.chmod(0o600)
    write_beside(target, b"second")
    assert target.read_bytes() == b"second"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(target.parent.iterdir()) == [target]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        write_beside(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_order_of_members_does_not_matter() -> None:
    one = {"b": b"2", "[Content_Types].xml": b"0", "a": b"1"}
    assert zip_bytes(one) == zip_bytes(dict(reversed(one.items())))
