"""The commands on a city with sixty units directly below it: the ten that weigh most, the gaps by count, what to ask next."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from collected import PLAN
from mzgz.apps.cli import run
from mzgz.apps.cli.options import EXIT_USAGE
from workspace import write_files

Ask = Callable[..., str]
COUNT = 60


def codes() -> list[str]:
    return [f"15{number:04}" for number in range(1, COUNT + 1)]


def flat(root: Path, months: int = 4) -> Path:
    """Every tenth is silent in one month; the third broke the line, every fifth does not visit."""
    units = "".join(f'  - {{code: "{code}", name: 县{code}}}\n' for code in codes())
    files = {
        "mzgz.yaml": f'bureau: {{name: 某市民政局, city: 某市, code: "990000"}}\nunits:\n{units}',
        "targets/2022/01-care.yaml": PLAN,
    }
    for month in range(1, months + 1):
        for number, code in enumerate(codes()):
            if number % 10 == month:
                continue
            visits, events = str(number % 5 != 0).lower(), int(number == 3 and month == 1)
            files[f"submissions/2022-{month:02}/{code}.yaml"] = (
                f'unit: "{code}"\nperiod: 2022-{month:02}\nreceived: 2022-{month + 1:02}-04\nentries:\n'
                f"  beds: {{numerator: {400 + number}, denominator: 1000}}\n  jobs: {{value: {month}}}\n"
                f"  plan: {{done: false}}\n  visits: {{done: {visits}}}\n  line: {{value: {events}}}\n"
            )
    write_files(root, files)
    return root


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return flat(tmp_path_factory.mktemp("flat"))


@pytest.fixture
def ask(city: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("COLUMNS", "80")

    def asked(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            run([*arguments, "-C", str(city), "--as-of", "2022-07-10"])
        return capsys.readouterr().out

    return asked


def named(told: str) -> set[str]:
    return {code for code in codes() if f"县{code}" in told}


def test_the_city_names_ten_and_counts_the_gaps(ask: Ask) -> None:
    told = ask("status")
    assert "全市往下一级（60个）" in told
    assert "另有50个，没有列出" in told
    assert "报送：60个里缺报144份、迟报0份，缺得最多的10个：" in told
    assert "再往下看：mzgz status --unit 县150004" in told
    assert len(told.splitlines()) < 80


@pytest.mark.parametrize("target", ["beds", "jobs", "plan", "visits", "line"])
def test_one_target_names_the_first_and_the_last(ask: Ask, target: str) -> None:
    told = ask("status", "--target", target)
    assert "列出前、后各5个，中间50个没有列出" in told
    assert f"再往下看：mzgz why {target} --unit 15" in told
    assert len(told.splitlines()) < 50


@pytest.mark.parametrize("target", ["beds", "jobs", "plan", "visits", "line"])
def test_a_figure_is_walked_back_to_ten(ask: Ask, target: str) -> None:
    told = ask("why", target)
    assert "下一级60个，" in told
    assert f"再往下看：mzgz why {target} --unit 15" in told
    assert len(told.splitlines()) <= 60
    if target != "plan":
        assert "60个单位没有报" in told
        assert "等60处" in told


def test_returns_are_counted_by_month(ask: Ask) -> None:
    told = ask("status", "--returns")
    assert [line.split() for line in told.splitlines() if line[:2] in ("1月", "5月")] == [
        ["1月", "54", "6"],
        ["5月", "0", "60"],
    ]
    assert "另有50个，没有列出" in told
    assert len(named(told)) == 10
    month = ask("status", "--returns", "--period", "2022-03")
    assert [line.split()[0] for line in month.splitlines() if "未报" in line][:2] == ["县150004", "县150014"]
    assert "合计：已报54、未报6" in month
    assert len(named(month)) == 10


def test_the_board_of_very_many_shows_ten_and_every_link_leads_somewhere(ask: Ask, tmp_path: Path) -> None:
    page = tmp_path / "看板.html"
    ask("board", "--out", str(page))
    text = page.read_text(encoding="utf-8")
    assert "60个里列出最该管的10个" in text
    assert len(re.findall(r'<details id="u-', text)) == 10
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text))
    assert text.count("<tr><td>县15") == 5 * 10
    assert "等60个" in text
    assert len(text.encode()) < 300_000


def test_the_tables_on_paper_list_ten_and_the_workbook_all(ask: Ask, tmp_path: Path) -> None:
    ask("report", "--year", "2022", "--document", "tables", "--format", "md", "--out", str(tmp_path))
    text = (tmp_path / "tables.md").read_text(encoding="utf-8")
    assert "列出前、后各5个，全部见工作簿" in text
    assert text.count("共60个单位，列出达标占比最低的10个，全部见工作簿") == 2
    assert "共60个单位，缺报144次、迟报0次，列出缺报最多的10个" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert max(line.count("|") for line in rows) < 25
    assert len(rows) < 100
    ask("report", "--year", "2022", "--document", "tables", "--format", "xlsx", "--out", str(tmp_path))
    with zipfile.ZipFile(tmp_path / "tables.xlsx") as book:
        whole = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert named(html.unescape(whole)) == set(codes())


def test_a_page_below_a_file_is_refused_in_words(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "名册").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        run(["board", "-C", str(city), "--out", str(tmp_path / "名册" / "看板.html")])
    assert end.value.code == 3
    assert "这里应当是文件夹，却是一个文件" in capsys.readouterr().err


def test_of_very_many_a_name_may_mean_ten_are_named(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run(["status", "-C", str(city), "--unit", "县1500"])
    assert end.value.code == EXIT_USAGE
    told = capsys.readouterr().err
    assert "县150010（150010）等60个，请写代码" in told
    assert "县150011" not in told
