"""Personal data is recognised however it is written, and nothing else is taken for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mzgz.apps.cli import run
from mzgz.language.personal_data import masked, personal_data, veiled
from workspace import make_workspace

# made up: nobody has them
ID, WRONG, OLD = "150702196001010018", "150702196001010019", "150702600101001"
CARD = "6222020000000000109"
FORMS = {
    ID: "citizen_id",
    "150702 19600101 0018": "citizen_id",
    "150702-1960-0101-0018": "citizen_id",
    "１５０７０２１９６００１０１００１８": "citizen_id",
    "150702　19600101　0018": "citizen_id",
    WRONG: "citizen_id",
    OLD: "citizen_id",
    "150702 600101 001": "citizen_id",
    CARD: "card",
    "6222 0200 0000 0000 109": "card",
    "13900139000": "phone",
    "139 0013 9000": "phone",
    "139-0013-9000": "phone",
    "+8613900139000": "phone",
    "+86 139 0013 9000": "phone",
    "0086-13900139000": "phone",
    "86 13900139000": "phone",
    "１３９００１３９０００": "phone",
    "013900139000": "phone",
    "０１３９００１３９０００": "phone",
    "0470-8222222": "phone",
    "（0470）8222222": "phone",
    "+86 470 8222222": "phone",
    "150702.19600101.0018": "citizen_id",
    "150702/19600101/0018": "citizen_id",
    "150702  19600101  0018": "citizen_id",
    "一五零七零二一九六零零一零一零零一八": "citizen_id",
    "139.0013.9000": "phone",
    "13 900139000": "phone",
    "13900 139000": "phone",
    "0470—8222222": "phone",
    "139 001 39000": "phone",
    "+86 (139) 0013-9000": "phone",
    "tel13900139000": "phone",
    "0470 822 2222": "phone",
    "139—0013—9000": "phone",
    "139−0013‑9000": "phone",
    "+86—139—0013—9000": "phone",
    "0470―822―2222": "phone",
    "150702−19600101‑0018": "citizen_id",
}


@pytest.mark.parametrize("written", FORMS)
def test_every_form_is_recognised_and_cut_down(written: str) -> None:
    text = f"联系人{written}，已办"
    (one,) = personal_data(text)
    assert (text[one.start : one.end], one.kind) == (written, FORMS[written])
    assert masked(text) == f"联系人{written[:3]}…，已办"
    assert len(veiled(text)) == len(text)
    assert written[5:] not in veiled(text)


@pytest.mark.parametrize(
    "text",
    [
        "2022-06-30 2022-12-31",
        "20220630 20221231",
        "150702199001、150703199002",
        "资金1204000000000000元",
        "内政字〔2021〕30号",
        "150702 150703 150721",
        "1234567890123456789",
        "统一社会信用代码11150700MB1234567X",
        "12345热线、96111专线",
        "床位5200/10000张，占52.00%",
        "投入13900000000元",
        "护理床位 1380 1450 120",
        "财政资金6222020000000000100元",
        "项目编号2204-150702-04-01-123456",
        "13.5、14.2、15.80、16.1345",
        "“一二三四五”工作法",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert personal_data(text) == []
    assert masked(text) == text


UNITS = ("150702", "150703", "150721", "150722", "150723", "150724")
AT_ONCE = [list(FORMS)[first : first + len(UNITS)] for first in range(0, len(FORMS), len(UNITS))]
"""Each form handed in by a unit of its own, so that no finding stands for those of another."""


@pytest.mark.parametrize("written", AT_ONCE, ids=lambda written: written[0])
def test_no_finding_log_or_cache_quotes_it(
    written: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MZGZ_CACHE", str(tmp_path / "kept"))
    monkeypatch.setenv("MZGZ_CONFIG", str(tmp_path / "own"))
    by_unit = dict(zip(UNITS, written, strict=False))
    root = make_workspace(
        tmp_path / "w",
        "".join(
            f"# submissions/2022-06/{unit}.yaml\nentries:\n"
            f'  care-beds: {{value: "{form}"}}\n  visit-system: {{done: true, note: "老人{form}未领"}}\n'
            for unit, form in by_unit.items()
        ),
    )
    for kind in ("text", "json", "github", "sarif", "junit"):
        with pytest.raises(SystemExit):
            run(["check", "-C", str(root), "--as-of", "2022-07-06", "--format", kind])
        told = capsys.readouterr().out
        assert all(f"submissions/2022-06/{unit}.yaml" in told for unit in by_unit)
        assert [form for form in written if form in told or json.dumps(form)[1:-1] in told] == []
    for file in (tmp_path / "kept").iterdir():
        kept = file.read_text(encoding="utf-8")
        assert [form for form in written if form in kept] == []
    table = tmp_path / "in.csv"
    rows = "".join(f"{unit},2022-05,care-beds,说明,电话{form}\n" for unit, form in by_unit.items())
    table.write_text(f"单位,报告期,目标标识,字段,值\n{rows}", encoding="utf-8")
    with pytest.raises(SystemExit):
        run(["import", str(table), "-C", str(root), "--yes"])
    said = capsys.readouterr()
    (log,) = (root / "log").glob("*.jsonl")
    logged = log.read_text(encoding="utf-8")
    assert [form for form in written if form in said.out + said.err + logged] == []
