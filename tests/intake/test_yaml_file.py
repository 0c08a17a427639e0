"""Reading YAML: exact data, exact places, the same data as ruamel reads, and no exception for any bytes."""

from __future__ import annotations

import datetime
import pickle
import re
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from mzgz.intake.yaml import events
from mzgz.intake.yaml.file import YamlFile, parse, read
from mzgz.model import LARGEST_READ
from mzgz.model.findings import Source

SUBMISSION = """\
unit: "150702"
period: 2022-06
received: 2022-07-04
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  visit-system: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
  village-rules:
    stage: 推进中
    note: |
      已修订82个，
      其余年底完成
  rate: {value: 0.10}
explanations:
  - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 新建福利院投入使用}
  -
"""


def reads(text: str) -> YamlFile:
    file, found = parse(text.encode(), "f.yaml")
    assert found == []
    assert file is not None
    return file


def finds(text: str) -> list[tuple[str, int, int]]:
    _, found = parse(text.encode(), "f.yaml")
    return [(finding.rule, finding.source.line, finding.source.column) for finding in found]


def ruamel(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def as_ours(value: Any) -> Any:
    """What ruamel read, in our terms: exact numbers, names as text, dates as text."""
    if isinstance(value, dict):
        return {str(key): as_ours(member) for key, member in value.items()}
    if isinstance(value, list):
        return [as_ours(member) for member in value]
    if isinstance(value, float):
        return Decimal(repr(value))
    return value.isoformat() if isinstance(value, datetime.date) else value


# ── data ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("812", 812),
        ("-3", -3),
        ("0", 0),
        ("+7", 7),
        ("0x1F", 31),
        ("0o17", 15),
        ("0.5", Decimal("0.5")),
        (".5", Decimal("0.5")),
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("NO", "NO"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2022-06", "2022-06"),
        ("2022-07-04", "2022-07-04"),
        ("1_000", "1_000"),
        ("55%", "55%"),
        ("２０", "２０"),
        ("1.2.3", "1.2.3"),
        ('"812"', "812"),
        ("'true'", "true"),
        ("123456789012345678", 123456789012345678),
    ],
)
def test_a_plain_value_is_read_by_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    read_value = reads(f"a: {text}\n").data["a"]
    assert read_value == value
    assert type(read_value) is type(value)


def test_a_decimal_keeps_the_digits_it_was_written_with() -> None:
    assert str(reads("a: 0.10\n").data["a"]) == "0.10"


def test_a_submission_is_read_as_plain_data() -> None:
    data = reads(SUBMISSION).data
    assert data["entries"] == {
        "nursing-bed-share": {"numerator": 812, "denominator": 1450},
        "visit-system": {"done": True, "on": "2022-05-20", "evidence": ["海民发〔2022〕12号"]},
        "village-rules": {"stage": "推进中", "note": "已修订82个，\n其余年底完成\n"},
        "rate": {"value": Decimal("0.10")},
    }
    assert data["explanations"][1] is None  # type: ignore[index]


def test_a_small_alias_is_read_and_keeps_its_places() -> None:
    file = reads("a: &x {numerator: 1}\nb: *x\n")
    assert file.data == {"a": {"numerator": 1}, "b": {"numerator": 1}}
    assert file.source("b") == Source("f.yaml", 2, 4)
    assert file.source("b", "numerator") == Source("f.yaml", 1, 19)


def test_a_file_survives_the_way_between_processes() -> None:
    file = reads(SUBMISSION)
    again = pickle.loads(pickle.dumps(file))  # noqa: S301 - our own bytes
    assert again.data == file.data
    assert again.source("entries", "rate", "value") == file.source("entries", "rate", "value")


# ── places ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_value_and_key_has_its_line_and_column() -> None:
    file = reads(SUBMISSION)
    assert file.source("unit") == Source("f.yaml", 1, 7)
    assert file.source("entries", "nursing-bed-share", "denominator") == Source("f.yaml", 5, 52)
    assert file.key_source("entries", "nursing-bed-share", "denominator") == Source("f.yaml", 5, 39)
    assert file.source("entries", "visit-system", "evidence", 0) == Source("f.yaml", 6, 57)
    assert file.source("explanations", 0, "values", "numerator") == Source("f.yaml", 14, 65)
    assert file.source() == Source("f.yaml", 1, 1)


def test_an_absent_value_has_the_place_of_the_key_that_should_hold_it() -> None:
    file = reads(SUBMISSION)
    assert file.source("entries", "rate", "absent", "deeper") == file.key_source("entries", "rate")
    assert file.source("entries", "absent") == file.key_source("entries")
    assert file.source("unit", "absent") == file.key_source("unit")
    assert file.source("explanations", 9) == file.key_source("explanations")
    assert file.source("absent") == file.source()


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_columns_count_characters_whatever_the_line_break_and_a_mark_at_the_start(line_break: str) -> None:
    text = "\ufeff姓名: 海拉尔\n单位: {名称: 海拉尔区, 数: 1}\n".replace("\n", line_break)
    file = reads(text)
    assert file.source("姓名") == Source("f.yaml", 1, 5)
    assert file.source("单位", "数") == Source("f.yaml", 2, 19)


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], int, int]]:
    """Every path of a ruamel round-trip tree with the line and column ruamel gives it, from 1."""
    found = []
    if isinstance(node, dict):
        for key, member in node.items():
            line, column = node.lc.value(key)
            found += [((*path, key), line + 1, column + 1), *places(member, (*path, key))]
    elif isinstance(node, list):
        for index, member in enumerate(node):
            line, column = node.lc.item(index)
            found += [((*path, index), line + 1, column + 1), *places(member, (*path, index))]
    return found


def test_places_agree_with_ruamel() -> None:
    text = SUBMISSION.replace("  -\n", "  - x\n")
    file = reads(text)
    theirs = places(YAML().load(text))
    assert len(theirs) == 25
    for path, line, column in theirs:
        assert file.source(*path) == Source("f.yaml", line, column), path


# ── the same as ruamel ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        SUBMISSION,
        "a:\n- 1\n- - 2\n  - 3\n- x: 1\n  y: 2\n",
        "a: >\n  一\n  二\n\n  三\nb: |-\n  x\n   y\n",
        "a: 'it''s'\nb: \"\\u6d77\\t\\x41\"\nc: plain text over\n  two lines\n",
        "? a\n: 1\n? b\n",
        "{a: [], b: {}, c: [1, ]}\n",
        "# 说明\n---\na: 1 # 行末\n...\n",
        "a: x#y\nb: a:b\nc: -x\n",
        "a: &x [1, 2]\nb: [*x, *x]\n",
        "a: 1\r\nb:\r\n  c: 2\r\n",
        "%YAML 1.2\n---\na: 1\n",
    ],
)
def test_hand_made_documents_read_as_ruamel_reads_them(text: str) -> None:
    assert reads(text).data == as_ours(ruamel(text))


# A plain value in braces that begins with a colon, or has one before another sign, is YAML 1.2 which libyaml does not
# read: it is told, not read wrongly.
WORDS = st.text(st.sampled_from("ab是县-_ .0五#'\"!&*{}[]:,|>%@`?\\n"), max_size=8).filter(
    lambda text: not re.search(r"^[:?]|:[?:,\[\]{}]", text)
)
NUMBERS = st.integers(-(10**17), 10**17) | st.decimals(-1000, 1000, places=2).map(float)
LEAVES = WORDS | NUMBERS | st.booleans() | st.none() | st.dates()
NAMES = st.text(st.sampled_from("abc单位-_1"), min_size=1, max_size=6)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=20
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=5), st.sampled_from([None, True, False]))
def test_generated_documents_read_as_ruamel_reads_them(tree: dict[str, Any], flow: bool | None) -> None:
    writer, out = YAML(typ="safe", pure=True), StringIO()
    writer.default_flow_style = flow
    writer.allow_unicode = True
    writer.dump(tree, out)
    assert reads(out.getvalue()).data == as_ours(ruamel(out.getvalue()))


@pytest.mark.parametrize("text", [SUBMISSION, "a: &x {b: [1, 2.50]}\nc: *x\n"])
def test_without_libyaml_the_same_data_and_places_come_out(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = reads(text)
    monkeypatch.setattr(events, "EVENTS", events._PureParser)
    slow = reads(text)
    assert (slow.data, slow.source("explanations"), slow.places.marks) == (
        fast.data,
        fast.source("explanations"),
        fast.places.marks,
    )


# ── bad bytes ────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text("ab：，\t\n\r {}[]:,-'\"#&*!|>%@`?\\0123456789.　\x85\u2028", max_size=120).map(str.encode)
)
@example(b"\xff\xfe")
@example(b"%")
@example(b"a: [*")
@example("a:\n　b：\n\t- ：".encode())
def test_no_bytes_raise_and_nothing_is_lost_in_silence(raw: bytes) -> None:
    file, found = parse(raw, "f.yaml")
    assert file is not None or found
    assert file is None or file.complete or found
    assert all(finding.source.line >= 1 and finding.source.column >= 1 for finding in found)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(SUBMISSION) - 1), st.sampled_from(list("\t：，{}[]\"'　:-&*!%@\x00\n")), st.booleans())
def test_a_damaged_submission_never_raises(at: int, sign: str, replace: bool) -> None:
    file, found = parse((SUBMISSION[:at] + sign + SUBMISSION[at + replace :]).encode(), "f.yaml")
    assert file is not None or found


def test_one_broken_record_does_not_hide_the_others() -> None:
    file, found = parse(
        b'entries:\n  a: {numerator: 1\n  b: {numerator: 2}\n  c: {note: "x}\n  d: {numerator: 4}\n', "f.yaml"
    )
    assert [(finding.rule, finding.source.line) for finding in found] == [("syntax-error", 2), ("syntax-error", 4)]
    assert file is not None
    assert file.data == {"entries": {"b": {"numerator": 2}, "c": {"note": "x"}, "d": {"numerator": 4}}}
    assert not file.complete


def test_a_quote_left_open_blames_no_other_line() -> None:
    text = 'unit: "150702\na:\n  - {x: "甲, 乙"}\n  - ["b", "c]\nd: "多\n  行"\ne: "末\n'
    file, found = parse(text.encode(), "f.yaml")
    assert [(finding.rule, finding.source.line, finding.source.column) for finding in found] == [
        ("syntax-error", 1, 7),
        ("syntax-error", 4, 11),
        ("syntax-error", 7, 4),
    ]
    assert file is not None
    assert file.data == {"unit": "150702", "a": [{"x": "甲, 乙"}, ["b", "c"]], "d": "多 行", "e": "末"}


def test_what_was_found_inside_a_left_out_record_is_still_told() -> None:
    assert finds("entries:\n  a:\n    x: 010\n    y: {\n  b: 1\n") == [("syntax-error", 4, 8), ("leading-zero", 3, 8)]


def test_gbk_is_read_and_told() -> None:
    file, found = parse("name: 海拉尔区\n".encode("gbk"), "units/a.yaml")
    assert file is not None
    assert file.data == {"name": "海拉尔区"}
    assert found[0].rule == "not-utf8"
    assert not found[0].blocks
    assert "iconv -f GB18030 -t UTF-8 units/a.yaml" in found[0].hint


def test_utf16_as_saved_by_an_editor_is_read_and_told() -> None:
    file, found = parse("name: 海拉尔区\n".encode("utf-16"), "f.yaml")
    assert file is not None
    assert file.data == {"name": "海拉尔区"}
    assert [finding.rule for finding in found] == ["not-utf8"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_broken_in_the_middle_is_not_taken_for_gbk(mark: bytes) -> None:
    file, found = parse(mark + "name: 海拉尔区\nnote: ".encode() + "海".encode()[:2] + b"\n", "f.yaml")
    assert file is None
    assert [(finding.rule, finding.source.line, finding.source.column) for finding in found] == [("undecodable", 2, 7)]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_bytes(b"a" * LARGEST_READ)
    file, found = read(tmp_path / "big.yaml", "big.yaml")
    assert file is None
    assert [finding.rule for finding in found] == ["file-too-large"]
    assert parse(b"a" * LARGEST_READ, "big.yaml")[1] == found


def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    assert [finding.message for finding in read(tmp_path / "none.yaml", "none.yaml")[1]] == ["文件打不开：文件不存在"]
    assert [finding.message for finding in read(tmp_path, "folder")[1]] == ["文件打不开：这是一个文件夹"]


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SUBMISSION, encoding="utf-8")
    file, found = read(tmp_path / "a.yaml", "submissions/a.yaml")
    assert found == []
    assert file is not None
    assert file.source("period") == Source("submissions/a.yaml", 2, 9)


def test_a_very_long_list_is_refused() -> None:
    assert finds("a: [" + "1," * events.NODE_LIMIT + "]\n")[0][0] == "too-many-nodes"


def test_a_mistake_made_everywhere_is_folded_and_every_one_of_them_counted() -> None:
    _, found = parse(("a:\n" + "".join(f"  k{n}: 0{n}1\n" for n in range(200))).encode(), "f.yaml")
    assert len(found) == 50
    assert sum(finding.count for finding in found) == 200
