"""A check of unchanged files says the same again without judging; anything it depends on makes it judge anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mzgz.apps.cli import check_cache, run
from mzgz.apps.cli.check_cache import KeptOutput, key_of
from mzgz.intake import workspace as workspace_reader

WORKSPACE = Path(__file__).parents[1] / "examples" / "workspace"
RETURN = Path(__file__).parents[1] / "examples" / "bad" / "part-above-whole.yaml"
PLACE = "submissions/2022-06/150702.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workspace = tmp_path / "workspace"
    shutil.copytree(WORKSPACE, workspace)
    (workspace / PLACE).parent.mkdir(parents=True)
    shutil.copy(RETURN, workspace / PLACE)
    monkeypatch.setenv("MZGZ_CACHE", str(tmp_path / "kept"))
    monkeypatch.setenv("MZGZ_CONFIG", str(tmp_path / "own"))
    return workspace


def check(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> KeptOutput:
    with pytest.raises(SystemExit) as ended:
        run(["check", "-C", str(root), "--as-of", "2022-07-06", *options])
    return KeptOutput(capsys.readouterr().out, int(str(ended.value.code)))


def kept(root: Path) -> list[Path]:
    return sorted((root.parent / "kept").glob("*.mzgz"))


def test_the_same_is_said_again_without_judging(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(root, capsys)
    assert first.status == 1
    assert "part-exceeds-whole" in first.output

    monkeypatch.delattr(workspace_reader, "load")
    assert check(root, capsys) == first


def test_a_mended_figure_is_judged_anew(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(root, capsys)
    file = root / PLACE
    file.write_text(file.read_text(encoding="utf-8").replace("1812", "812"), encoding="utf-8")
    mended = check(root, capsys)
    assert mended.status == 0
    assert "part-exceeds-whole" not in mended.output


def test_everything_the_output_depends_on_is_in_the_key(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {key_of(root, ["text"])}

    def changed() -> None:
        key = key_of(root, ["text"])
        assert key not in seen
        seen.add(key)

    assert key_of(root, ["json"]) not in seen
    (root / "submissions/2022-07").mkdir()
    assert key_of(root, ["text"]) in seen
    shutil.copy(RETURN, root / "submissions/2022-07/150702.yaml")
    changed()
    (root / "submissions/2022-08").symlink_to(root)
    changed()
    (root / "mzgz.yaml").write_text((root / "mzgz.yaml").read_text(encoding="utf-8") + "# 注\n", encoding="utf-8")
    changed()
    (root / "acceptance").mkdir()
    (root / "acceptance/说明.txt").write_text("a", encoding="utf-8")
    changed()
    (root / "submissions/2022-07/150702.yaml").rename(root / "submissions/2022-07/150703.yaml")
    changed()
    monkeypatch.setattr(check_cache, "_program", lambda: iter(["another program"]))
    changed()


def test_damage_to_what_is_kept_is_ignored(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = check(root, capsys)
    (file,) = kept(root)
    for damage in ("", "1", "1 5\nkurz", "x 1\ny", "\x00", file.read_text(encoding="utf-8")[:-1]):
        file.write_text(damage, encoding="utf-8")
        assert check(root, capsys) == first


def test_only_the_newest_are_kept_and_off_keeps_none(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 29):
        check(root, capsys, "--as-of", f"2022-08-{day:02}")
        check(root, capsys, "--as-of", f"2022-09-{day:02}")
    assert len(kept(root)) == 32
    shutil.rmtree(root.parent / "kept")
    monkeypatch.setenv("MZGZ_CACHE", "off")
    check(root, capsys)
    assert kept(root) == []


def test_a_folder_that_cannot_be_written_is_no_fault(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = root.parent / "a-file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("MZGZ_CACHE", str(blocked / "below"))
    assert check(root, capsys).status == 1


def test_what_others_lay_into_the_folder_is_not_believed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = check(root, capsys)
    (file,) = kept(root)
    mark, _, body = file.read_bytes().partition(b"\n")
    for forged in (b"0\nclean", mark + b"\n0\nclean", b"0" * 64 + b"\n0\nclean", body):
        file.write_bytes(forged)
        assert check(root, capsys) == first
    secret = root.parent / "own" / "mzgz" / "cache-key"
    assert secret.stat().st_mode & 0o077 == 0
    other = kept(root)[0].read_bytes()
    secret.unlink()
    assert check(root, capsys) == first
    assert kept(root)[0].read_bytes() != other


def test_without_a_place_for_the_key_nothing_is_kept(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root.parent / "a-file").write_text("", encoding="utf-8")
    monkeypatch.setenv("MZGZ_CONFIG", str(root.parent / "a-file"))
    assert check(root, capsys).status == 1
    assert kept(root) == []
