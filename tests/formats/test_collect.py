"""`mzgz collect`: only what is new, the same bytes for the same input, and nothing lost where a run is broken off."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from collected import handed_in, places
from commands import Running, files_of, start
from mzgz.apps.cli import run
from mzgz.apps.cli.options import EXIT_UNOPENED
from mzgz.formats.parquet import zipped_workspace
from mzgz.formats.parquet.zipped_workspace import unpacked
from mzgz.intake.collect import collected_ledger
from mzgz.intake.collect.collected_ledger import ReturnShelf
from mzgz.intake.collect.column_layout import quoted
from mzgz.intake.collect.manifest import read_manifest
from mzgz.intake.collect.place_marks import read_inside, read_margin
from mzgz.intake.collect.workspace_fingerprint import LARGEST_READ
from mzgz.intake.workspace import load
from workspace import write_files

duckdb = pytest.importorskip("duckdb")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return places(tmp_path)


def collect(root: Path, *words: str) -> int:
    with pytest.raises(SystemExit) as end:
        run(["collect", str(root / "各地"), "--into", str(root / "汇总"), *words])
    return int(str(end.value.code or 0))


def rows(root: Path, table: str, columns: str = "*") -> list[tuple[object, ...]]:
    query = f"SELECT {columns} FROM read_parquet({quoted(root / '汇总' / table / '**' / '*.parquet')}) ORDER BY ALL"
    found: list[tuple[object, ...]] = duckdb.connect().execute(query).fetchall()
    return found


def facts_files(root: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_of(root / "汇总").items() if name.startswith("facts/")}


def test_every_entry_becomes_a_row_and_the_manifest_counts_them(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert collect(root) == 0
    assert "3个工作区、30份报送、150项填报值。这次新收3个" in capsys.readouterr().out
    assert len(rows(root, "facts")) == 150
    told = json.loads((root / "汇总" / "manifest.json").read_text(encoding="utf-8"))
    assert [(one["name"], one["files"], one["facts"], one["errors"]) for one in told["workspaces"].values()] == [
        ("甲市", 12, 60, 0),
        ("乙市", 6, 30, 0),
        ("丙市", 12, 60, 0),
    ]
    assert {name.split("/")[2] for name in facts_files(root)} == {"province=p150000", "province=p230000"}


def test_blank_and_zero_stay_apart_and_numbers_are_exact(root: Path) -> None:
    place = root / "各地/甲市/submissions/2022-06/150702.yaml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("jobs: {value: 42}", "jobs: {value: 999999999999.123456}"), encoding="utf-8")
    collect(root)
    columns = "unit, month, target, CAST(value AS VARCHAR), CAST(numerator AS VARCHAR), state"
    found = {row[:3]: row[3:] for row in rows(root, "facts", columns)}
    assert found["150702", 6, "line"] == ("0.000000", None, 1)
    assert found["150702", 6, "jobs"] == ("999999999999.123456", None, 1)


def test_an_unchanged_workspace_is_left_alone_and_a_changed_file_touches_one(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(root)
    before = files_of(root / "汇总")
    assert collect(root) == 0
    assert "新收0个，没有变动的3个" in capsys.readouterr().out
    assert files_of(root / "汇总") == before
    place = root / "各地/乙市/submissions/2022-06/150802.yaml"
    place.write_text(handed_in("150802", 6, 3), encoding="utf-8")
    first = facts_files(root)
    collect(root)
    second = facts_files(root)
    assert {name.split("/")[-1][:6] for name in first.keys() ^ second.keys()} == {"150800"}
    assert all(second[name] == data for name, data in first.items() if name in second)


def test_the_same_input_gives_the_same_bytes_wherever_and_with_however_many_processes(
    root: Path, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(root / "各地", other / "各地")
    shutil.copytree(root / "汇总", other / "汇总")
    collect(root)
    collect(other, "--jobs", "2")
    assert files_of(root / "汇总") == files_of(other / "汇总")


def test_a_zip_is_as_good_as_the_folder(root: Path) -> None:
    collect(root)
    before = files_of(root / "汇总")
    shutil.make_archive(str(root / "各地" / "乙市"), "zip", root / "各地", "乙市")
    shutil.rmtree(root / "各地" / "乙市")
    assert collect(root) == 0
    assert files_of(root / "汇总") == before


def test_another_plan_is_refused_by_the_first_target_that_differs(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = root / "各地/丙市/targets/2022/01-care.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace(">= 55%", ">= 50%"), encoding="utf-8")
    assert collect(root) == 1
    assert "没有收 丙市：2022年的目标和汇总的不一样：“护理型床位占比”（beds）的 goal 不同。" in capsys.readouterr().out
    plan.write_text("# 注释不算\n" + plan.read_text(encoding="utf-8").replace(">= 50%", ">= 55%"), encoding="utf-8")
    assert collect(root) == 0


def test_what_all_share_is_read_anew_by_every_run(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One process may collect twice, as a server does: the plan of the first run is not that of the second."""
    assert collect(root) == 0
    for plan in root.rglob("targets/2022/01-care.yaml"):
        plan.write_text(plan.read_text(encoding="utf-8").replace(">= 55%", ">= 50%"), encoding="utf-8")
    capsys.readouterr()
    assert collect(root) == 0
    assert "这次新收3个" in capsys.readouterr().out


def test_a_plan_may_name_units_of_any_place(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for plan in root.rglob("targets/2022/01-care.yaml"):
        text = plan.read_text(encoding="utf-8")
        scope = 'source: {section: 三（二）, item: 5}\n    scope: ["150702", "150703", "150799"]'
        plan.write_text(text.replace("source: {section: 三（二）, item: 5}", scope), encoding="utf-8")
    for file in (root / "各地").rglob("submissions/*/*.yaml"):
        if file.stem not in ("150702", "150703"):
            file.write_text(file.read_text(encoding="utf-8").replace("  line: {value: 0}\n", ""), encoding="utf-8")
    assert collect(root) == 0
    assert "强制问题" not in capsys.readouterr().out
    assert {row[0] for row in rows(root, "facts", "unit, target") if row[1] == "line"} == {"150702", "150703"}
    with pytest.raises(SystemExit):
        run(["check", "-C", str(root / "汇总")])
    told = capsys.readouterr().out
    assert "没有“150799”这个单位" in told  # which nobody has, and only that
    assert told.count("S211 unknown-unit") == 1


@pytest.mark.parametrize("least", [5, 6])
def test_whether_enough_units_are_asked_is_told_where_all_are_together(
    root: Path, least: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five units in three places: no place has enough of its own for a plan that wants five, and six are too many."""
    for plan in root.rglob("targets/2022/01-care.yaml"):
        text, goal = plan.read_text(encoding="utf-8"), 'goal: ">= 55%"\n'
        plan.write_text(text.replace(goal, f"{goal}    judge: {{at-least: {least}}}\n"), encoding="utf-8")
    assert collect(root) == 0
    assert "强制问题" not in capsys.readouterr().out
    with pytest.raises(SystemExit):
        run(["check", "-C", str(root / "汇总"), "--as-of", "2022-07-10"])
    told = capsys.readouterr().out
    assert ("要求至少6个单位达到，适用的只有5个" in told) is (least == 6)
    assert ("P108" in told) is (least == 6)


def test_a_place_whose_plan_comes_from_above_is_not_told_of_units_elsewhere(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Judged alone, and only where it says so: without that, an unknown code is a slip of the pen."""
    home = root / "各地/甲市"
    plan, marker = home / "targets/2022/01-care.yaml", home / "mzgz.yaml"
    goal, last = 'goal: ">= 55%"\n', "source: {section: 三（二）, item: 5}\n"
    text = plan.read_text(encoding="utf-8").replace(goal, f"{goal}    judge: {{at-least: 5}}\n")
    plan.write_text(text.replace(last, f'{last}    scope: ["150702", "150703", "150802"]\n'), encoding="utf-8")
    told = []
    for above in ("", ', above: "150000"'):
        settings = marker.read_text(encoding="utf-8")
        marker.write_text(settings.replace('code: "150700"}', f'code: "150700"{above}}}'), encoding="utf-8")
        with pytest.raises(SystemExit):
            run(["check", "-C", str(home), "--as-of", "2022-07-10", "--format", "json"])
        told.append({each["code"] for each in json.loads(capsys.readouterr().out)["findings"]} & {"S211", "P108"})
    assert told == [{"S211", "P108"}, set()]


def test_a_place_that_began_later_owes_nothing_for_the_months_before(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In its own workspace nobody asks it for January to March, and so nobody does above."""
    for month in ("01", "02", "03"):
        shutil.rmtree(root / f"各地/乙市/submissions/2022-{month}")
    marker = root / "各地/乙市/mzgz.yaml"
    listed = marker.read_text(encoding="utf-8")
    collect(root)
    told = []
    for first in ("", "reporting: {first_month: 2022-04}\n"):
        marker.write_text(first + listed, encoding="utf-8")
        collect(root)
        capsys.readouterr()
        with pytest.raises(SystemExit):
            run(["check", "-C", str(root / "汇总"), "--as-of", "2022-07-10"])
        found = capsys.readouterr().out
        with pytest.raises(SystemExit):
            run(["status", "-C", str(root / "汇总"), "--as-of", "2022-07-10", "--unit", "150802"])
        told.append(("missing-return" in found or "month-skipped" in found, "缺" in capsys.readouterr().out))
    assert told == [(True, True), (False, False)]


def test_who_is_silent_is_told_without_reading_every_return(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = sorted((root / "各地/乙市/submissions/2022-06").iterdir())[0]
    silent.unlink()
    collect(root)
    monkeypatch.setattr(ReturnShelf, "everything", lambda _: pytest.fail("all returns were read"))
    monkeypatch.setattr(collected_ledger, "_SINGLY", 0)  # as of hundreds who are silent: nobody is asked by himself
    with pytest.raises(SystemExit) as end:
        run(["status", "-C", str(root / "汇总"), "--as-of", "2022-07-10"])
    assert not end.value.code
    assert "缺报" in capsys.readouterr().out


def test_a_report_of_a_data_set_without_templates_is_told_by_those_of_the_program(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By none that hold for one year alone: those speak of the sample's bureau."""
    collect(root)
    asked = ["report", "-C", str(root / "汇总"), "--draft-anyway", "--document", "speech", "--format", "md"]
    with pytest.raises(SystemExit) as end:
        run([*asked, "--out", str(root / "稿")])
    assert not end.value.code, capsys.readouterr().err
    text = (root / "稿/speech.md").read_text(encoding="utf-8")
    assert "某省" in text
    assert "护理型床位" in text
    assert not (root / "汇总/templates").exists()

    (root / "汇总/templates/speech").mkdir(parents=True)  # its own, and nothing in them
    with pytest.raises(SystemExit) as end:
        run([*asked, "--out", str(root / "另稿")])
    assert end.value.code
    assert "没有模板" in capsys.readouterr().err


def test_errors_are_counted_and_the_sound_entries_collected(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = root / "各地/甲市/submissions/2022-06/150702.yaml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("beds: {numerator: 478,", "beds: {numerator: 四百,"), encoding="utf-8")
    assert collect(root) == 0
    assert "甲市（150700）：有1个强制问题，其余照收。" in capsys.readouterr().out
    assert len(rows(root, "facts")) == 149
    assert rows(root, "findings", "unit, target, path, line, col, severity")[0][2:] == (
        "甲市/submissions/2022-06/150702.yaml",
        6,
        21,
        "error",
    )
    place.write_text(text.replace("478", "479"), encoding="utf-8")
    plain = root / "各地/乙市/submissions/2022-06/150802.yaml"
    plain.write_text(plain.read_text(encoding="utf-8").replace("478", "九"), encoding="utf-8")
    assert collect(root, "--strict") == 1
    assert "没有收 乙市：有1个强制问题没有改正。" in capsys.readouterr().out


def test_a_unit_belongs_to_one_workspace(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marker = root / "各地/乙市/mzgz.yaml"
    marker.write_text(marker.read_text(encoding="utf-8") + '  - {code: "150702", name: 争来的县}\n', encoding="utf-8")
    assert collect(root) == 1
    assert "没有收 甲市：单位 150702 已经在“乙市”（150800）里，一个单位只能由一处报。" in capsys.readouterr().out
    assert {name.split("/")[-1][:6] for name in facts_files(root)} == {"150800", "230100"}


def test_a_number_too_large_for_the_columns_is_told_and_not_rounded(root: Path) -> None:
    place = root / "各地/甲市/submissions/2022-06/150702.yaml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("{value: 42}", "{value: 1234567890123}"), encoding="utf-8")
    collect(root)
    assert len(rows(root, "facts")) == 149
    found = [row for row in rows(root, "findings", "rule, message, line, col") if row[0] == "too-large-for-columns"]
    assert found == [("too-large-for-columns", "数 1234567890123 超过12位整数或者6位小数，没有收进汇总", 7, 17)]


def test_places_come_back_from_the_columns(root: Path) -> None:
    place = root / "各地/甲市/submissions/2022-05/150702.yaml"
    place.write_text(
        place.read_text(encoding="utf-8").replace(
            "  visits: {done: true}\n", "  visits:\n    done: true\n    note: 按月开展\n"
        ),
        encoding="utf-8",
    )
    collect(root)
    ledger, _ = load(root / "各地/甲市")
    marks = {row[:3]: row[3:] for row in rows(root, "facts", "unit, month, target, line, col, role_cols")}
    margins = {row[:2]: row[2] for row in rows(root, "returns", "unit, month, marks")}
    for (month, unit), submission in ledger.submissions.items():
        for target, entry in submission.entries.items():
            line, column, inside = marks[unit, month.month, target]
            assert submission.at("entries", target) == submission.at("entries", target).__class__(
                f"submissions/{month}/{unit}.yaml", int(str(line)), int(str(column))
            )
            inner = read_inside(int(str(line)), int(str(column)), str(inside))
            for role in ("numerator", "denominator", "value", "done", "on", "note", "evidence"):
                source = submission.at("entries", target, role)
                given = getattr(entry, role) not in (None, ())
                assert inner[role if given else "key"] == (source.line, source.column)
        for key, at in read_margin(str(margins[unit, month.month])).items():
            assert at == (submission.at(key).line, submission.at(key).column)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The data set of a run that nothing disturbed."""
    root = places(tmp_path_factory.mktemp("clean"))
    collect(root)
    return files_of(root / "汇总")


@pytest.mark.parametrize("step", range(12))
def test_a_run_killed_at_any_step_is_made_good_by_the_next(
    root: Path, clean: dict[str, bytes], tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = 0
    whole = os.replace

    def broken_off(*files: object) -> None:
        nonlocal replaced
        if replaced == step:
            os._exit(9)
        replaced += 1
        whole(*files)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", broken_off)
    arguments = ["collect", str(root / "各地"), "--into", str(root / "汇总"), "--jobs", "1"]
    status, _ = start(arguments, tmp_path / "said").finish()
    monkeypatch.undo()
    assert status == 9
    assert collect(root) == 0
    assert files_of(root / "汇总") == clean


def _begin(root: Path) -> Running:
    return start(["collect", str(root / "各地"), "--into", str(root / "汇总"), "--jobs", "1"], root / "said")


@dataclass
class _WithItsProcesses:
    """A run that starts processes of its own, killed together with them."""

    run: subprocess.Popen[bytes]

    def finish(self) -> tuple[int, str]:
        return self.run.wait(), ""

    def kill(self) -> int:
        if self.run.poll() is None:
            os.killpg(self.run.pid, signal.SIGKILL)
        return self.run.wait()


def _begin_in_two(root: Path) -> _WithItsProcesses:
    command = [sys.executable, "-m", "mzgz", "collect", str(root / "各地"), "--into", str(root / "汇总"), "--jobs", "2"]
    quiet = subprocess.DEVNULL
    return _WithItsProcesses(subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True))  # noqa: S603


@pytest.mark.slow
@pytest.mark.parametrize(("begin", "earliest"), [(_begin, 0.0), (_begin_in_two, 0.3)])
def test_a_run_killed_at_random_moments_is_made_good_by_the_next(
    root: Path,
    clean: dict[str, bytes],
    tmp_path: Path,
    begin: Callable[[Path], Running | _WithItsProcesses],
    earliest: float,
) -> None:
    chance, untouched, broken_off = random.Random(1), tmp_path / "untouched", 0  # noqa: S311 - moments, not secrets
    shutil.copytree(root / "汇总", untouched)
    begun = time.monotonic()
    assert begin(root).finish()[0] == 0
    whole = time.monotonic() - begun
    for _ in range(20):
        shutil.rmtree(root / "汇总")
        shutil.copytree(untouched, root / "汇总")
        running = begin(root)
        time.sleep(chance.uniform(earliest, 1) * whole)
        broken_off += running.kill() != 0
        assert collect(root) == 0
        assert files_of(root / "汇总") == clean
    assert broken_off


def test_an_ordinary_workspace_loads_no_engine(root: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "mzgz", "check", "-C", str(root / "各地" / "甲市")]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert "mzgz.validation" in told.stderr
    assert not any(name in told.stderr for name in ("duckdb", "pyspark", "pyarrow"))


def test_files_of_the_users_own_stay(root: Path) -> None:
    write_files(
        root / "汇总",
        {
            "returns/my-notes.md": "a",
            "texts/draft.docx": "b",
            "facts/year=2022/province=p150000/说明.txt": "c",
            "facts/year=2022/province=p150000/mine.parquet": "d",
            ".manifest.json.bak": "e",
        },
    )
    own = files_of(root / "汇总")
    (root / "汇总/remarks/empty").mkdir(parents=True)
    assert collect(root) == 0
    assert own.items() <= files_of(root / "汇总").items()
    assert (root / "汇总/remarks/empty").is_dir()


def test_what_is_no_longer_wanted_goes_with_the_folders_it_leaves_empty(root: Path) -> None:
    assert collect(root) == 0
    before = files_of(root / "汇总")
    write_files(
        root / "汇总",
        {
            "facts/year=2021/province=p150000/150700-0123456789ab.parquet": "old",
            "remarks/year=2021/province=p150000/150700-0123456789ab.parquet": "old",
            "facts/year=2022/province=p150000/.150700-0123456789ab.parquet.part": "half",
            "facts/year=2022/province=p150000/.collect-abcd_123.csv": "half",
            ".units.parquet.part": "half",
            ".collect-abcd_123.csv": "half",
            ".manifest.json.abcd_123": "half",
        },
    )
    assert collect(root) == 0
    assert files_of(root / "汇总") == before
    assert not (root / "汇总/facts/year=2021").exists()


@pytest.mark.parametrize("inside", ["facts", "returns", "facts/year=2022", "texts/year=2022/province=p150000"])
def test_a_folder_that_leads_elsewhere_is_refused_and_nothing_written(
    root: Path, inside: str, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = root / "别处"
    write_files(elsewhere, {"year=2022/province=p150000/150700-0123456789ab.parquet": "mine"})
    (root / "汇总" / inside).parent.mkdir(parents=True, exist_ok=True)
    (root / "汇总" / inside).symlink_to(elsewhere, target_is_directory=True)
    before, outside = files_of(root / "汇总"), files_of(elsewhere)
    assert collect(root) == EXIT_UNOPENED
    assert f"汇总里的 {inside} 是链接" in capsys.readouterr().err
    assert files_of(root / "汇总") == before
    assert files_of(elsewhere) == outside


@pytest.mark.parametrize(
    "path",
    [
        "../别处/150700-0123456789ab.parquet",
        "facts/../../150700-0123456789ab.parquet",
        "/facts/year=2022/province=p150000/150700-0123456789ab.parquet",
        "facts/year=2022/province=p../150700-0123456789ab.parquet",
        "targets/year=2022/province=p150000/150700-0123456789ab.parquet",
        "facts/year=2022/province=p150000/150700.parquet",
    ],
)
def test_a_manifest_that_names_other_files_is_none(root: Path, path: str) -> None:
    assert collect(root) == 0
    place = root / "汇总/manifest.json"
    assert read_manifest(root / "汇总") is not None
    told = json.loads(place.read_text(encoding="utf-8"))
    told["workspaces"]["150700"]["parquet"].append(path)
    place.write_text(json.dumps(told), encoding="utf-8")
    assert read_manifest(root / "汇总") is None


def test_a_changed_annual_return_is_collected_anew(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert collect(root) == 0
    write_files(root / "各地/甲市", {"annual/2021.csv": "不是年报\n"})
    capsys.readouterr()
    collect(root)
    assert "这次新收1个，没有变动的2个" in capsys.readouterr().out


def test_a_damaged_zip_is_told_and_the_others_collected(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = Path(shutil.make_archive(str(root / "各地" / "乙市"), "zip", root / "各地", "乙市"))
    shutil.rmtree(root / "各地" / "乙市")
    with zipfile.ZipFile(packed) as archive:
        start_of = next(each for each in archive.infolist() if each.filename.endswith("mzgz.yaml")).header_offset
    data = bytearray(packed.read_bytes())
    start_of += 30 + int.from_bytes(data[start_of + 26 : start_of + 28], "little")
    data[start_of : start_of + 8] = b"\xff" * 8
    packed.write_bytes(data)
    assert collect(root) == 1
    told = capsys.readouterr().out
    assert "没有收 乙市：打不开（zip 坏了，解不开，请重新打包）" in told
    assert "这次新收2个" in told


def test_a_large_file_in_a_zip_is_known_by_its_size_and_not_unpacked(tmp_path: Path) -> None:
    packed = tmp_path / "甲.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("甲/mzgz.yaml", "a")
        archive.writestr("甲/old-mzgz.yaml", "b")
        archive.writestr("甲/evidence/扫描.pdf", b"x" * (LARGEST_READ + 1))
    with unpacked(packed) as folder:
        scan = folder / "evidence/扫描.pdf"
        assert (scan.stat().st_size, scan.read_bytes()[:3]) == (LARGEST_READ + 1, bytes(3))


def test_a_file_whose_name_only_ends_like_the_marker_is_none(tmp_path: Path) -> None:
    packed = tmp_path / "甲.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("old-mzgz.yaml", "old")
        archive.writestr("甲/mzgz.yaml", "true")
    with unpacked(packed) as folder:
        assert files_of(folder) == {"mzgz.yaml": b"true"}


def test_a_zip_of_more_than_is_ever_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped_workspace, "_MOST_READ", 10)
    packed = tmp_path / "甲.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mzgz.yaml", "123456")
        archive.writestr("targets/a.yaml", "123456")
    with pytest.raises(ValueError, match="展开以后太大"), unpacked(packed):
        pass


def test_what_other_machines_collected_is_taken_over_and_what_another_plan_made_is_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(root / "汇总", root / "别处")
    shutil.copytree(root / "汇总", root / "旧的")
    with pytest.raises(SystemExit):
        run(["collect", str(root / "各地/甲市"), str(root / "各地/丙市"), "--into", str(root / "别处")])
    plan = root / "旧的/targets/2022/01-care.yaml"
    for file in (plan, root / "各地/乙市/targets/2022/01-care.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("55%", "54%"), encoding="utf-8")
    with pytest.raises(SystemExit):
        run(["collect", str(root / "各地/乙市"), "--into", str(root / "旧的")])
    for home in ("甲市", "丙市"):  # what was handed in is not looked at again
        shutil.rmtree(root / "各地" / home)
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        run(["collect", str(root / "别处"), str(root / "旧的"), "--into", str(root / "汇总")])
    told = capsys.readouterr().out
    assert end.value.code == 1
    assert "这次新收2个" in told
    assert "没有收 乙市：那份汇总用的是另一份目标" in told
    assert len(rows(root, "facts")) == 120


def test_a_part_that_is_gone_is_told_and_nothing_of_it_is_taken(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(root / "汇总", root / "别处")
    with pytest.raises(SystemExit):
        run(["collect", str(root / "各地"), "--into", str(root / "别处")])
    next((root / "别处" / "facts").rglob("150800-*.parquet")).unlink()
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        run(["collect", str(root / "别处"), "--into", str(root / "汇总")])
    assert end.value.code == 1
    assert "没有收 乙市：打不开" in capsys.readouterr().out
    assert not [name for name in files_of(root / "汇总") if "150800-" in name]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("manifest.json", "没有收 别处：汇总不全"),
        ("facts", "没有收 乙市：facts/"),
        ("zip", "没有收 别处：打不开（装的是汇总，不是工作区，请先解开）"),
    ],
)
def test_a_data_set_nobody_can_read_is_told_and_not_taken_for_an_empty_one(
    root: Path, capsys: pytest.CaptureFixture[str], broken: str, told: str
) -> None:
    place = root / "别处"
    shutil.copytree(root / "汇总", place)
    with pytest.raises(SystemExit):
        run(["collect", str(root / "各地"), "--into", str(place)])
    if broken == "manifest.json":
        (place / broken).write_text("{", encoding="utf-8")
    elif broken == "facts":
        part = next((place / "facts").rglob("150800-*.parquet"))
        part.write_bytes(part.read_bytes()[:300])
    else:
        place = Path(shutil.make_archive(str(place), "zip", place))
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        run(["collect", str(place), "--into", str(root / "汇总")])
    assert end.value.code == 1
    assert told in capsys.readouterr().out
    assert not [name for name in files_of(root / "汇总") if "150800-" in name]
