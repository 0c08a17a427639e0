"""A data set in which a file is gone, cut short or spoilt: told in the user's words, and made whole by collecting again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from collected import places
from commands import files_of
from mzgz.apps.cli import run
from mzgz.apps.cli.options import EXIT_UNOPENED

pytest.importorskip("duckdb")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = places(tmp_path)
    assert called("collect", str(root / "各地"), "--into", str(root / "汇总")) == 0
    return root


def called(*words: str) -> int:
    with pytest.raises(SystemExit) as end:
        run(list(words))
    return int(str(end.value.code or 0))


def spoil(file: Path) -> None:
    """As long as it was, with its marks, and something else inside."""
    data = file.read_bytes()
    file.write_bytes(data[:20] + bytes(each ^ 0x55 for each in data[20:-8]) + data[-8:])


def shorten(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:300])


@pytest.mark.parametrize("harm", [Path.unlink, shorten, spoil])
@pytest.mark.parametrize("table", ["facts", "members", "returns"])
def test_the_file_is_named_and_the_next_collection_makes_it_good(
    root: Path, capsys: pytest.CaptureFixture[str], harm: Callable[[Path], None], table: str
) -> None:
    whole = files_of(root / "汇总")
    file = next((root / "汇总" / table).rglob("150700-*.parquet"))
    harm(file)
    capsys.readouterr()
    assert called("status", "-C", str(root / "汇总")) == EXIT_UNOPENED
    told = "损坏了，里面不是收的时候写的" if harm is spoil else "没有了，或者"
    assert f"{table}/year=2022/province=p150000/{file.name} {told}" in capsys.readouterr().err
    assert called("collect", str(root / "各地"), "--into", str(root / "汇总")) == 0
    assert "这次新收1个，没有变动的2个" in capsys.readouterr().out
    assert files_of(root / "汇总") == whole


def test_columns_of_another_version_are_told_and_collected_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = files_of(root / "汇总")
    manifest = root / "汇总" / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    del told["layout"]
    manifest.write_text(json.dumps(told), encoding="utf-8")
    capsys.readouterr()
    assert called("status", "-C", str(root / "汇总")) == EXIT_UNOPENED
    assert "另一个版本的 mzgz 收的，列不一样。请把 mzgz collect 再执行一次" in capsys.readouterr().err
    assert called("collect", str(root / "各地"), "--into", str(root / "汇总")) == 0
    assert files_of(root / "汇总") == whole


def test_a_byte_that_became_another_is_told_and_collected_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Still a file of the length it had, and maybe still one that can be read: with another number in it. Who has looked
    before looks again where the file was touched."""
    file = next((root / "汇总" / "facts").rglob("150700-*.parquet"))
    whole = file.read_bytes()
    assert called("status", "-C", str(root / "汇总")) == 0
    file.write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:])
    capsys.readouterr()
    for words in (("status",), ("why", "beds"), ("board", "--out", str(root / "板"))):
        assert called(*words, "-C", str(root / "汇总")) == EXIT_UNOPENED
        said = capsys.readouterr()
        assert f"汇总里的 facts/year=2022/province=p150000/{file.name} 损坏了" in said.err
        assert said.out == ""
    assert called("collect", str(root / "各地"), "--into", str(root / "汇总")) == 0
    assert file.read_bytes() == whole
    assert called("status", "-C", str(root / "汇总")) == 0


@pytest.mark.parametrize("name", ["units.parquet", "registry.parquet"])
def test_the_tables_of_units_are_written_again(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    whole = (root / "汇总" / name).read_bytes()
    (root / "汇总" / name).write_bytes(b"PAR1")
    assert called("status", "-C", str(root / "汇总")) == EXIT_UNOPENED
    assert f"汇总里的 {name} 读不出来，可能损坏了。请把这个文件删掉" in capsys.readouterr().err
    (root / "汇总" / name).unlink()
    called("collect", str(root / "各地"), "--into", str(root / "汇总"))
    assert (root / "汇总" / name).read_bytes() == whole


def test_a_spoilt_part_of_another_data_set_is_not_taken_over(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = next((root / "汇总" / "texts").rglob("150700-*.parquet"))
    spoil(file)
    capsys.readouterr()
    empty = root / "总的"
    for each in ("mzgz.yaml", "targets/2022/01-care.yaml"):
        (empty / each).parent.mkdir(parents=True, exist_ok=True)
        (empty / each).write_bytes((root / "汇总" / each).read_bytes())
    assert called("collect", str(root / "汇总"), "--into", str(empty)) == 1
    told = capsys.readouterr().out
    assert "没有收 甲市：texts/year=2022/province=p150000/150700-" in told
    assert "这次新收2个" in told


@pytest.mark.parametrize("size", ["很多", "5MB", "500"])
def test_a_size_nobody_can_read_is_refused(root: Path, capsys: pytest.CaptureFixture[str], size: str) -> None:
    assert called("status", "-C", str(root / "汇总"), "--memory", size) == 2
    assert "请写 500MB、2GB 这样的数，至少 100MB" in capsys.readouterr().err


def test_memory_is_limited_in_a_data_set_only(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called("status", "-C", str(root / "汇总"))
    told = capsys.readouterr().out
    assert called("status", "-C", str(root / "汇总"), "--memory", "0.5gb") == 0
    assert capsys.readouterr().out == told
    assert called("status", "-C", str(root / "各地" / "甲市"), "--memory", "1GB") == 2
    assert "--memory 只用在 mzgz collect 收成的汇总里" in capsys.readouterr().err
