"""The plain shape of a return, read line by line: the same data and places as the walk over events, or none at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mzgz.intake.yaml.events import EVENTS, Walk
from mzgz.intake.yaml.fast import marks_of, read_plain
from mzgz.intake.yaml.file import parse
from mzgz.intake.yaml.text_decoding import decode

ROOT = Path(__file__).resolve().parents[2]

RETURN = """\
# 说明：本期
unit: "150702"
period: 2022-06
entries:
  # 养老
  nursing-bed-share: {numerator: 812, denominator: 1450.50, note: 其中2张，按50%计 待核}

  visit-system: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号, "纪要, [3]"], note: 3月起：两次}
  care-beds: {value: 1450, note: 与上月 相同}
  beds: {numerator: 31, denominator: 90}
explanations:
  - {rule: jump, target: beds, values: {numerator: 31, place: "甲, 乙"}, reason: 新楼投入使用}
  - {rule: any, target: visits, values: {done: true}}
highlights: {}
problems:
  - {section: 养老, text: "用房紧, 难选"}
"""
PLAN = """\
section: {part: 三, number: （二）, title: 养老}
targets:
  # ---- 一是 ----
  - id: nursing-beds
    name: Times 护理型床位
    firm: true
    due: 2022-12-31
    scope: {where: streets > 0}
    places: [海拉尔, "150703"]

  - {id: visits, name: 探访}
  - id: true-story
    decimals: 1
reporting:
  due_day: 5
  remind_after: [1, 3]
lights: {ahead: 0.05}
"""


def walked(text: str) -> tuple[list[Any], list[Any], list[Any]]:
    walk = Walk(text)
    roots, marks = walk.run(iter(EVENTS(text).get_event, None))
    return roots, marks, walk.soft


def agrees(text: str) -> bool:
    """Whether the text was read as plain; if so, as the walk reads it, which found nothing to say."""
    plain = read_plain(text)
    if plain is None:
        return False
    roots, marks, soft = walked(text)
    # by what they look like: True and 1 are equal
    assert repr(plain[0]) == repr(roots[0])
    assert not soft
    assert plain[1] == marks[0][0] & ((1 << 22) - 1)
    assert marks_of(text) == marks[0]
    return True


@pytest.mark.parametrize("text", [RETURN, PLAN, RETURN.replace("\n", "\r\n"), RETURN.rstrip("\n"), PLAN.rstrip("\n")])
def test_returns_and_plans_are_read_as_plain(text: str) -> None:
    assert agrees(text)


def test_the_whole_sample_and_all_examples_read_alike() -> None:
    files = [file for file in sorted(ROOT.rglob("*.yaml")) if not {".venv", ".git"} & set(file.parts)]
    plain = [file for file in files if agrees(decode(file.read_bytes(), "")[0] or "")]
    own = [file for file in plain if file.is_relative_to(ROOT / "submissions")]
    assert len(own) > 0.9 * len(list((ROOT / "submissions").rglob("*.yaml")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("unit:", "period:"),
        ("visit-system", "nursing-bed-share"),
        ("denominator", "numerator"),
        ("812", "0812"),
        ("812", "8,120"),
        ("812", "1e5"),
        ("812", "812.1234567"),
        ("812", "9999999999999"),
        ("812", "0x1F"),
        ("812", "-812"),
        ("812", ""),
        ("812", "~"),
        ("812", "no: 1"),
        ("812, denominator: 1450.50", "812，denominator：1450.50"),
        ("其中", "&其中"),
        ("其中", "null"),
        ("其中", "True"),
        ("其中", ".5"),
        ("待核", "# 待核"),
        ("待核", "：待核\ta"),
        (" 待核", "  待核"),
        ("其中", "\\其中"),
        ('"150702"', '"150702\\n"'),
        ("2022-06\n", "2022-06\n  第二行\n"),
        ("entries:\n", "entries:\n\n   \t\n"),
        ("entries:\n", "entries:\nfilled_by: 财务股\n"),
        ("value: 1450", "value: 01450"),
        ("value: 1450", "value: -1450"),
        ("value: 1450", "value: 1450.0"),
        ("value: 1450", "value: 9999999999999"),
        ("value: 1450", "value: 1450, value: 1451"),
        ("与上月", "与: 上月"),
        ("与上月", "note: 上月"),
        ("与上月", "no"),
        ("相同", "相同, numerator: 3"),
        ("beds: {num", "care-beds: {num"),
        ("{numerator: 31, ", "{"),
        ("31", "３１"),
        ("90}", "90 }"),
        ("  visit", "   visit"),
        ("  visit", "  - visit"),
        ("  visit", "visit"),
        ("  - {", "  x: {"),
        ("  - {", "    {"),
        ("}\n\n", ", }\n\n"),
        ("}\n\n", "} # 行末\n\n"),
        ("}\n\n", "\n\n"),
        ("[海民发", "[, 海民发"),
        ('[3]"]', '[3]", ]'),
        ("values: {numerator: 31, ", "values: {"),
        ("values: {numerator: 31, ", "values: {numerator: 31, numerator: 32, "),
        ("values: {numerator: 31, ", "values: {numerator: {a: 1}, "),
        ("values: {numerator: 31, ", "values: {numerator: [1, {a: 1}], "),
        ("values: {numerator: 31, ", "values: {numerator: 031, "),
        ("values: {numerator: 31, ", "values: { numerator: 31, "),
        ("values: {numerator: 31, ", "values: {numerator: 31,"),
        ("values: {numerator: 31, ", "values: {：numerator: 31, "),
        ('"甲, 乙"', '"甲, {乙}"'),
        ('"甲, 乙"', '"甲: {乙: 1}"'),
        ("values: {done: true}}", "values: {}}"),
        ("values: {done: true}}", "values: {done: true} }"),
        ("values: {done: true}}", "values: {done: true, }}"),
        ("values: {done: true}}", "values: {done: true}, }"),
        ("values: {done: true}}", "values: {done: true}"),
        ("values: {done: true}}", "values: {done: true}}}"),
        ("values: {done: true}}", "values: {done: true}, values: 1}"),
        ("values: {done: true}}", "values: {done: true}, a: {b: [1, 2]}, c: [{d: 1}]}"),
        ("values: {done: true}}", "values: {done: true}其他}"),
        ("highlights: {}", "highlights: { }"),
        ("highlights: {}", "highlights: {} # 无"),
        ("highlights: {}", "highlights: {}\n  one: {}"),
        ("highlights: {}", "highlights:\n  one: {}\n  two: {}"),
        ("highlights: {}", "highlights:\n  - {}\n  - text: {}\n    more: {}"),
        ("# 说明", "---\n# 说明"),
        ("# 说明", "%YAML 1.2\n---\n# 说明"),
    ],
)
def test_a_near_miss_is_read_alike_or_not_at_all(old: str, new: str) -> None:
    assert old in RETURN
    agrees(RETURN.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    name", "   name"),
        ("    name", "     name"),
        ("    name", "  name"),
        ("    name", "name"),
        ("    name", "    id"),
        ("    firm: true", "    firm:"),
        ("    firm: true", "    firm: false-ish"),
        ("    firm: true", "    firm: True"),
        ("    firm: true", "    firm: true story"),
        ("    firm: true", "    firm: null"),
        ("    firm: true", "    firm: Nulls"),
        ("    firm: true", "    firm: NaN"),
        ("    firm: true", "    firm: no"),
        ("streets > 0", "> 0"),
        ("streets > 0", "streets >0"),
        ("护理型", "> 护理型"),
        ("护理型", "| 护理型"),
        ("护理型", "护理型 # 注"),
        ("护理型", "护理型: 床"),
        ("护理型", "护理型, 床"),
        ("护理型", "\u3000护理型"),
        ("护理型床位", "护理型床位\n      及其他"),
        ("  - id: nursing", "  - nursing"),
        ("  - id: nursing", "  -\n    id: nursing"),
        ("  - id: nursing", "  -  id: nursing"),
        ("  - id: nursing", "  id: nursing"),
        ("探访}\n", "探访}\n    due: 2022-12-31\n"),
        ("探访}\n", "探访}\n  due: 2022-12-31\n"),
        ("targets:\n", "targets:\n    id: 1\n"),
        ("targets:\n", "targets: 无\n"),
        ("targets:\n", "section:\n"),
        ("reporting:\n", ""),
        ("reporting:\n", "reporting:\n\n# 字\n"),
        ("  due_day: 5\n", "  remind_after: 5\n"),
        ("  due_day: 5\n", "  - due_day: 5\n"),
        ("  due_day: 5\n", "    due_day: 5\n"),
        ("lights: {ahead: 0.05}", "lights:"),
        ("lights: {ahead: 0.05}", "lights: {}"),
        ("lights: {ahead: 0.05}", "lights: []"),
    ],
)
def test_a_plan_nearly_plain_is_read_alike_or_not_at_all(old: str, new: str) -> None:
    assert old in PLAN
    agrees(PLAN.replace(old, new, 1))


PIECES = st.sampled_from(
    [
        *"1 0 12 1.5 ２ true no 字 a t ： ， \u3000 \xa0 - . % … < > | n true null F “ \" ' # : , [ ] { } & * ! ? \\ = ~ + ( / 😀 e _".split(
            " "
        ),
        " ",
        ", ",
    ]
)
VALUES = st.lists(PIECES, max_size=5).map("".join)
ENTRIES = st.lists(
    st.tuples(st.sampled_from(["numerator", "note", "a-1", "2"]), VALUES | st.lists(VALUES, max_size=3).map(", ".join)),
    max_size=3,
).map(lambda pairs: ", ".join(f"{key}: {value}" for key, value in pairs))
LINES = st.one_of(
    ENTRIES.map(lambda pairs: f"  one: {{{pairs}}}"),
    ENTRIES.map(lambda pairs: f"  two: {{{pairs}}}"),
    ENTRIES.map(lambda pairs: f"  - {{{pairs}}}"),
    st.tuples(VALUES, VALUES, VALUES).map(
        lambda of: f"  one: {{numerator: {of[0]}, denominator: {of[1]}, note: {of[2]}}}"
    ),
    st.tuples(VALUES, VALUES).map(lambda of: f"  two: {{value: {of[0]}, note: {of[1]}}}"),
    VALUES.map(lambda value: f"  one: {{evidence: [{value}, {value}]}}"),
    st.tuples(VALUES, ENTRIES).map(lambda of: f"  - {{note: {of[0]}, values: {{{of[1]}}}, text: {of[0]}}}"),
    ENTRIES.map(lambda pairs: f"  two: {{values: {{{pairs}}}}}"),
    VALUES.map(lambda value: f"unit: {value}"),
    ENTRIES.map(lambda pairs: f"section: {{{pairs}}}"),
    VALUES.map(lambda value: f"places: [{value}, {value}]"),
    VALUES.map(lambda value: f"  - id: {value}"),
    VALUES.map(lambda value: f"    name: {value}"),
    VALUES.map(lambda value: f"    places: [{value}]"),
    ENTRIES.map(lambda pairs: f"    scope: {{{pairs}}}"),
    VALUES.map(lambda value: f"  due: {value}"),
    VALUES.map(lambda value: f"# {value}"),
    st.sampled_from(["entries:", "problems:", "entries: {}", "  one: {}", "", "  ", "unit: 甲", "  字", "  # 字"]),
)


@settings(max_examples=600, deadline=None)
@given(st.lists(LINES, max_size=6).map("\n".join))
@example("unit: １２\nentries:\n  one: {note: 1２, value: 1.2}")
@example("unit: 甲 ：乙\n")
@example("entries:\n  one: {evidence: [a：1, 乙]}")
@example("entries:\n  one: {note: 甲， numerator：1}")
def test_generated_lines_are_read_alike_or_not_at_all(text: str) -> None:
    agrees(text)


def test_places_are_those_of_the_walk() -> None:
    file, _ = parse(RETURN.encode(), "f.yaml")
    assert file is not None
    assert file.places.marks is None
    assert str(file.source()) == "f.yaml:2:1"
    assert str(file.source("entries", "nursing-bed-share", "denominator")) == "f.yaml:6:52"
    assert str(file.key_source("problems", 0, "text")) == "f.yaml:16:19"
    assert str(file.source()) == "f.yaml:2:1"
    assert file.places.marks == walked(RETURN)[1][0]
