"""The words for faults of form: each fires on its own example, in Chinese, at its place, once."""

from __future__ import annotations

import inspect
import re
import string

import pytest

from mzgz.intake.faults import RULES, fault, form_faults, record
from mzgz.intake.faults import yaml_text as text_faults
from mzgz.intake.faults.shared_phrases import near_or
from mzgz.intake.yaml.file import parse
from mzgz.language.value_suggestions import suggest_date, suggest_number
from mzgz.model.findings import Rule, Severity, Source
from mzgz.model.hints import Reader, for_reader
from mzgz.validation.manual import is_yaml, read_manual
from plain_words import foreign_to_people

FORM = [rule for rule in RULES if inspect.getmodule(rule.check) is text_faults]
RECORD = [rule for rule in RULES if inspect.getmodule(rule.check) is record]


def finds(text: str) -> list[tuple[str, int, int]]:
    _, found = parse(text.encode(), "f.yaml")
    return [(finding.rule, finding.source.line, finding.source.column) for finding in found]


@pytest.mark.parametrize("rule", FORM, ids=lambda rule: rule.slug)
def test_the_example_of_a_fault_of_form_fires_and_its_cure_is_clean(rule: Rule) -> None:
    manual = read_manual(rule)
    if is_yaml(manual.bad):
        assert {slug for slug, _, _ in finds(manual.bad)} == {rule.slug}
    if is_yaml(manual.good):
        assert finds(manual.good) == []


@pytest.mark.parametrize("rule", RECORD, ids=lambda rule: rule.slug)
def test_the_examples_of_a_fault_of_record_are_sound_in_form(rule: Rule) -> None:
    manual = read_manual(rule)
    assert finds(manual.bad if is_yaml(manual.bad) else "a: 1\n") == []
    assert finds(manual.good if is_yaml(manual.good) else "a: 1\n") == []
    assert manual.bad != manual.good


FAULTS = [
    ("a: x\x01y\nb: \u200b\n", "hidden-character", 1, 5),
    ("a: x\u202ey\n", "hidden-character", 1, 5),
    ("a: \u2f08员\n", "radical-character", 1, 4),
    ("a: 张\uf981\n", "radical-character", 1, 5),
    ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\n", "merge-conflict", 2, 1),
    ("a: 1\n||||||| base\nb: 2\n", "merge-conflict", 2, 1),
    ("a: 1\n=======\nb: 2\n", "merge-conflict", 2, 1),
    ("x:\n  a:\xa01\n", "space-after-colon", 2, 5),
    ("x: {a:\u30001}\n", "space-after-colon", 1, 7),
    ("# 说明\n", "empty-file", 1, 1),
    ("\n- 1\n", "not-a-mapping", 2, 1),
    ("只有一句话\n", "not-a-mapping", 1, 1),
    ("a: 1\n---\nb: 2\n", "several-documents", 2, 1),
    ("a: 1\nb: {x: 1\nc: 3\n", "syntax-error", 2, 4),
    ("a: 1\nb: 时间: 下午\n", "syntax-error", 2, 6),
    ("a: @x\n", "syntax-error", 1, 4),
    (" a: 1\nb: 2\nc: 3\n", "syntax-error", 1, 2),
    ("x:\n   a: 1\n  b: 2\n  c: 3\n", "syntax-error", 2, 4),
    ("a: 1\nentries\n  b: {x: 1}\n  c: {x: 2}\n", "syntax-error", 2, 1),
    ("a: 1\nentries\n", "syntax-error", 2, 1),
    ("a: *none\n", "syntax-error", 1, 4),
    ("x:\n  a: {#b: 1}\n  c: 1\n  d: {e: 1}\ny:\n  - {z: 1}\n", "syntax-error", 2, 6),
    ("a:\n  b:\n    c: 1\n   d: 2\n", "syntax-error", 4, 4),
    ("a:\n  x: 1\n\ty: 2\n", "tab-indent", 3, 1),
    ('unit: "1"\n　period: 2022-06\n', "wide-indent", 2, 1),
    ("a:\n\xa0\xa0b: 1\n", "wide-indent", 2, 1),
    ("区县：海曙\n", "fullwidth-colon", 1, 1),
    ("a: 1\n区县：海曙\nb: 2\n", "fullwidth-colon", 2, 1),
    ("a: {numerator：1, denominator: 2}\n", "fullwidth-colon", 1, 5),
    ("entries：\n  a: {numerator: 1}\n", "fullwidth-colon", 1, 1),
    ("a:\n  numerator：1\n  denominator：2\n", "fullwidth-colon", 2, 3),
    ("a:\n- section：养老\n", "fullwidth-colon", 2, 3),
    ("a: {x: 1，y: 2}\n", "fullwidth-comma", 1, 9),
    ("a: {x: 1，y:2}\n", "fullwidth-comma", 1, 9),
    ("a: 1\nperiod:2022-06\nb: 2\n", "colon-without-space", 2, 1),
    ("a: {x:1}\n", "colon-without-space", 1, 5),
    ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
    ("a: {x: 1, x: {y: 2}}\n", "duplicate-key", 1, 11),
    ("b: 1\n? {a: 1}\n: 2\n", "strange-key", 2, 3),
    ("a: 1\nb: !!str 812\n", "yaml-tag", 2, 4),
    ("a: !x {b: 1}\n", "yaml-tag", 1, 4),
    ("b: 1\na: &a [*a]\n", "alias-multiplies", 2, 8),
    ("a: &a [" + "1," * 600 + "]\nb: [*a, *a]\n", "alias-multiplies", 2, 9),
    ("b: 1\na: " + "[" * 40 + "]" * 40 + "\n", "too-deep", 2, 35),
    ("a: 1\nb: 010203\n", "leading-zero", 2, 4),
    ("a: {x: 1,204, y: 2}\n", "number-form", 1, 8),
    ("a: {x: 1,204,000, y: 2}\n", "number-form", 1, 8),
    ("a: 1\nb: .nan\n", "number-beyond-sense", 2, 4),
    ("a: -.inf\n", "number-beyond-sense", 1, 4),
    ("a: 1e5\n", "number-beyond-sense", 1, 4),
    ("a: 1234567890123456789\n", "number-beyond-sense", 1, 4),
    ("a: 0.1234567890123456789\n", "number-beyond-sense", 1, 4),
]


@pytest.mark.parametrize(("text", "rule", "line", "column"), FAULTS)
def test_a_fault_is_told_once_at_its_place(text: str, rule: str, line: int, column: int) -> None:
    assert finds(text) == [(rule, line, column)]


def test_every_rule_of_form_has_been_seen_firing() -> None:
    elsewhere = {"not-utf8", "undecodable", "file-too-large", "cannot-open", "too-many-nodes"}  # see test_yamlfile
    assert {rule for _, rule, _, _ in FAULTS} | elsewhere == {rule.slug for rule in FORM}


MENDED = [
    ("a: {numerator：1, denominator: 2}\n", {"a": {"numerator": 1, "denominator": 2}}),
    ("entries：\n  a: {x: 1}\n", {"entries": {"a": {"x": 1}}}),
    ("a:\n  numerator：1\n  denominator：2\n", {"a": {"numerator": 1, "denominator": 2}}),
    ("a: {x: 1，y: 2}\n", {"a": {"x": 1, "y": 2}}),
    ("a: {x: 1，y:2}\n", {"a": {"x": 1, "y": 2}}),
    ("a: {x:1}\nb:2\n", {"a": {"x": 1}, "b": 2}),
    ("a: {x: 1,204,000, y: 2}\n", {"a": {"x": 1204000, "y": 2}}),
    ("a:\n\tx: 1\n\ty: 2\n", {"a": {"x": 1, "y": 2}}),
    ("a:\n　　x: 1\n　　y:\n　　　　z: 1\n", {"a": {"x": 1, "y": {"z": 1}}}),
    ("a: 010203\n", {"a": "010203"}),
    ("entries\n  b: {x: 1}\n  c: {x: 2}\n", {"entries": {"b": {"x": 1}, "c": {"x": 2}}}),
    ("a: 1\na: 2\n", {"a": 1}),
]


@pytest.mark.parametrize(("text", "data"), MENDED)
def test_what_was_meant_is_read_on_so_that_nothing_is_told_twice(text: str, data: object) -> None:
    file, found = parse(text.encode(), "f.yaml")
    assert file is not None
    assert file.data == data
    assert file.complete
    assert all(finding.blocks for finding in found)


def test_full_width_marks_in_a_narrative_are_nobodys_fault() -> None:
    text = "text: 时间：下午，地点：民政局\nitems: [附件：说明, 其他]\nnote: |\n  　　一是开展活动：\n  　　二是走访\n"
    assert finds(text) == []


def test_the_corrected_form_stands_in_the_hint() -> None:
    _, found = parse("a: {numerator：８, x: 1,204}\n".encode(), "f.yaml")
    assert ["numerator: ８" in found[0].hint, "1204" in found[1].hint] == [True, True]


@pytest.mark.parametrize(
    ("text", "number"),
    [("２０", "20"), ("55％", None), ("1，204", "1204"), ("1,204", "1204"), ("55%", None), ("１２．５", "12.5"),
     ("82个", "82"), ("1 204", "1204"), ("812、813", None), ("1，2", None), ("“812”", "812"), ("'812", "812"), ("8 1 2", "812"),
     ("812。", "812"), ("12 34", None), ("1,204,5", None), ("-３", "-3"), ("约80", None), ("", None), ("无", None), ("1.2.3", None),
     ("1e99", None), ("８０万", None)],
)  # fmt: skip
def test_the_number_a_person_meant(text: str, number: str | None) -> None:
    assert suggest_number(text) == number


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [("617500元", "万元", "61.75"), ("61.75万元", "万元", "61.75"), ("61.75万", "万元", "61.75"), ("0.006175亿元", "万元", "61.75"),
     ("６１．７５", "万元", "61.75"), ("61.75万元", "元", "617500"), ("0.0812万张", "张", "812"), ("812.00张", "张", "812"), ("812户", "人", None),
     ("812名", "人", "812"), ("12亩", "平方米", None), ("80万", "", None)],
)  # fmt: skip
def test_a_number_is_brought_to_the_measure_it_is_asked_in(text: str, measure: str, number: str | None) -> None:
    assert suggest_number(text, measure) == number


def test_of_two_that_are_near_a_person_is_asked_which() -> None:
    assert for_reader(near_or(["推进中", "已完成"], ""), Reader.FORM) == "是不是要写“推进中”，还是“已完成”？"
    assert for_reader(near_or(["是"], ""), Reader.PAGE) == "是不是要写“是”？"


SAMPLES: dict[str, object] = {
    "str": "care-beds: {done: true}",
    "str | None": "5",
    "int": 3,
    "bool": False,
    "Sequence[str]": ["numerator", "done"],
}
"""Particulars by their type, as a file has them."""
SENTENCES = {
    "problem": "缺少比较符号",
    "remedy": "请补上比较符号",
    "expected": "文字",
    "wanted": "六位数字",
    "character": "\u3000",
    "radical": "\u2f08",
    "left": "853",
}
"""Particulars that are words themselves."""


def particulars_of(rule: Rule) -> dict[str, object]:
    """What can be chosen in a form is in Chinese."""
    parameters = inspect.signature(rule.check).parameters
    samples = SAMPLES | {"Sequence[str]": ["分子", "是"]} if rule in form_faults.RULES else SAMPLES
    return {name: SENTENCES.get(name, samples[str(of.annotation)]) for name, of in parameters.items()}


@pytest.mark.parametrize("rule", [*RULES, *form_faults.RULES], ids=lambda rule: rule.slug)
def test_every_fault_speaks_chinese_and_to_people_without_a_word_of_the_file(rule: Rule) -> None:
    words = rule.check(**particulars_of(rule))
    for text in (words.message, words.hint):
        assert re.search("[一-鿿]{2}", text)
        assert text == text.strip(string.whitespace + "。；")
    assert foreign_to_people(words.hint) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_finding_has_code_and_severity_of_its_rule(rule: Rule) -> None:
    finding = fault(rule.check, Source("f.yaml", 2, 3), **particulars_of(rule))
    assert (finding.code, finding.rule, finding.severity) == (rule.code, rule.slug, rule.severity)


def test_codes_and_names_are_used_once_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.slug for rule in RULES}) == len(RULES)
    assert {rule.over for rule in RULES} == {"form"}
    assert {rule.severity for rule in RULES} == {Severity.ERROR, Severity.QUERY, Severity.NOTE}


@pytest.mark.parametrize("module", [text_faults, record])
def test_no_word_is_missing_from_the_table(module: object) -> None:
    own = {
        f
        for name, f in inspect.getmembers(module, inspect.isfunction)
        if f.__module__ == module.__name__ and name[0] != "_"
    }  # type: ignore[attr-defined]
    assert own == {rule.check for rule in RULES if rule.check.__module__ == module.__name__}  # type: ignore[attr-defined]


def test_a_syntax_error_is_never_told_in_the_words_of_the_parser() -> None:
    broken = [
        "a: [1",
        "a: 'x",
        "a: |x\n",
        "a: &\n",
        "a: ]\n",
        "- a\nb: 1",
        "a: 1\n b: 2",
        "%YAML 3.0\n---\na: 1",
        'a: "\\q"',
        "a: !<x\n",
    ]
    for text in broken:
        _, found = parse(text.encode(), "f.yaml")
        assert found, text
        for finding in found:
            assert not re.search("[A-Za-z]{4,}", finding.message), finding.message


def test_what_is_missing_is_asked_for_in_whatever_style_the_file_is_written() -> None:
    """A line of its own is wrong between the brackets of `{…}`."""
    hint = fault(record.missing_key, Source("f.yaml"), key="division", where="section").hint
    assert hint.startswith("请补上")
    assert "一行" not in hint
    table = fault(record.missing_key, Source("2021.csv"), key="单位、值", where=record.TABLE_HEAD)
    assert table.hint == "请在第一行补上“单位、值”这一列，下面各行填好"


@pytest.mark.parametrize(
    ("text", "day"),
    [("2022年12月20号", "2022-12-20"), ("二〇二二年十二月二十日", "2022-12-20"), ("二零二二年十二月三十一号", "2022-12-31"),
     ("2022年十二月二十日", "2022-12-20"), ("二〇二二年十三月一日", None), ("二〇二二年十二月", None), ("2022年5月", None)],
)  # fmt: skip
def test_a_day_in_words_is_that_day(text: str, day: str | None) -> None:
    assert suggest_date(text) == day
