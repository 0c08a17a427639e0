"""Damaged files by the thousand: whatever is written into a workspace, no command breaks down or hangs.

    python benchmarks/mutate.py --many 50000 --seed 1

Small workspaces are cut out of the sample (one section of its plan, a few units, two or three months), one file of each is
damaged again and again in the ways of people, editors and disks, and the whole way is gone in this process: read, judge,
sum up, walk back, and now and then a form and the board. Each text of YAML is also read by both readers, which must agree. Prints
how many broke down, by what they broke down with; no time is asserted, what takes the processor longer than ten seconds is a hang.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from mzgz import validation
from mzgz.formats.html import board_html
from mzgz.formats.progress_json import status_json
from mzgz.formats.terminal.city_status_text import city_lines
from mzgz.formats.terminal.target_status_text import target_lines
from mzgz.formats.terminal.unit_status_text import unit_lines
from mzgz.formats.terminal.why_text import why_lines
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.intake.workspace import load
from mzgz.intake.yaml.events import EVENTS, Walk
from mzgz.intake.yaml.fast import marks_of, read_plain
from mzgz.intake.yaml.text_decoding import decode
from mzgz.model.periods import Period
from mzgz.progress import Board
from mzgz.publishing.overview.front_page import overview

HOME = Path(__file__).resolve().parents[1]
PER_FILE = 40
LONGEST = 10

VALUES = """null|~|[]|{}|[1]|{a: 1}|-1|0|1|1e999|.inf|.nan|0x10|0o7|010|1_000|12.5|12.50000001|9999999999999999999999|2022-13-40|2022-02-30
2022-06|2022-Q2|2022|1900-01-01|9999-12-31|"150702"|150702|"150799"|true|no|是|""|" "|"\\0"|&a x|*a|!!python/object:x y|!!binary aGk=|'|"|%|@|`|>|-|?|: |#
">= 55%"|"= 0"|"up"|"20%..30%"|"about 5%"|"+8%"|"+4pp"|"x2"|"> -3"|">= 0%"|"<= 1/3"|"150%"|五十五|５５|55％|ratio|count|milestone|recurring|redline|duty
month|quarter|half|year|once|every|pooled|{at-least: 3}|{at-least: 0}|{where: streets > 0}|{where: x}|all|["150702", "150702"]|[[]]|period|stock|cumulative|〔2022〕12号|1,000|1，000|1.2万
{period: "2021", value: 1}|{period: "2021", numerator: 1, denominator: 0}|{numerator: 1, denominator: 2}|{value: 3}|{done: true}|{not_applicable: 无}|{pending: 2022-07-01}|{stage: 已完成}"""
CHARACTERS = (
    "：，“”‘’（）【】　\t\0\x07\ufeff\u00a0\u200b\u202e\u2028\ud7ff😀⼀ﾊ٣〇O〇'\"{}[],:#&*!|>%@`-?\\/\r\n =<>0129年月日"
)
VALUE = re.compile(r"(?<=: )[^,{}\[\]\n#]+")
KEY = re.compile(r"[A-Za-z_-]+(?=:)")


def flip(text: str, rng: random.Random) -> str | bytes:
    data = bytearray(text.encode())
    for _ in range(rng.randint(1, 3)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


def cut_short(text: str, rng: random.Random) -> str | bytes:
    return text.encode()[: rng.randrange(len(text.encode()))]


def drop_span(text: str, rng: random.Random) -> str:
    start = rng.randrange(len(text))
    return text[:start] + text[start + rng.randint(1, 30) :]


def repeat_span(text: str, rng: random.Random) -> str:
    start = rng.randrange(len(text))
    end = start + rng.randint(1, 60)
    return text[:end] + text[start:end] * rng.randint(1, 3) + text[end:]


def put_character(text: str, rng: random.Random) -> str:
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(text))
        text = text[:at] + rng.choice(CHARACTERS) + text[at + rng.randint(0, 1) :]
    return text


def put_value(text: str, rng: random.Random) -> str:
    for _ in range(rng.randint(1, 2)):
        found = list(VALUE.finditer(text))
        if found:
            match = rng.choice(found)
            text = text[: match.start()] + rng.choice(VALUES.replace("\n", "|").split("|")) + text[match.end() :]
    return text


def other_value(text: str, rng: random.Random) -> str:
    found = list(VALUE.finditer(text))
    if not found:
        return text
    to, source = rng.choice(found), rng.choice(found)
    return text[: to.start()] + source[0] + text[to.end() :]


def other_key(text: str, rng: random.Random) -> str:
    found = list(KEY.finditer(text))
    if not found:
        return text
    to, source = rng.choice(found), rng.choice(found)
    return text[: to.start()] + source[0] + text[to.end() :]


def shift_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    lines[at] = rng.choice((" ", "  ", "\t", "- ", "    ")) + lines[at] if rng.random() < 0.6 else lines[at][1:]
    return "\n".join(lines)


def move_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    line = lines.pop(rng.randrange(len(lines)))
    if rng.random() < 0.7:
        lines.insert(rng.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def number(text: str, rng: random.Random) -> str:
    found = list(re.finditer(r"[0-9]+", text))
    if not found:
        return text
    match = rng.choice(found)
    new = rng.choice(("0", "-5", "1.5", match[0] + "0", match[0] * 8, "1e9", "007", str(rng.randrange(10**6))))
    return text[: match.start()] + new + text[match.end() :]


def other_coding(text: str, rng: random.Random) -> str | bytes:
    coding = rng.choice(("gb18030", "utf-16", "utf-8-sig", "utf-16-le", "big5"))
    return text.encode(coding, "replace").replace(b"\r", b"")


def two_versions(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    return "\n".join(
        [
            *lines[:at],
            "<<<<<<< HEAD",
            *lines[at : at + 2],
            "=======",
            *lines[at : at + 1],
            ">>>>>>> x",
            *lines[at + 2 :],
        ]
    )


def nested(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + rng.choice("[{") * rng.choice((5, 60, 3000)) + text[at:]


DAMAGES: tuple[Callable[[str, random.Random], str | bytes], ...] = (
    flip, cut_short, drop_span, repeat_span, put_character, put_value, put_value, put_value, other_value, other_key,
    shift_line, move_line, number, number, other_coding, two_versions, nested,
)  # fmt: skip


def small_workspace(folder: Path, rng: random.Random) -> list[Path]:
    """A workspace cut out of the sample, or the example workspace; its files that may be damaged."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HOME / "tests" / "examples" / "workspace", folder)
    if rng.random() < 0.25:
        example = rng.choice(sorted((HOME / "tests" / "examples").glob("*/*.yaml")))
        to = folder / "submissions" / "2022-06" / "150702.yaml"
        to.parent.mkdir(parents=True)
        shutil.copy(example, to)
        return sorted(folder.rglob("*.yaml"))
    shutil.rmtree(folder)
    section = rng.choice(sorted((HOME / "targets" / "2022").glob("*.yaml")))
    (folder / "targets" / "2022").mkdir(parents=True)
    head, *records = re.split(r"(?m)^(?=  - id:)", section.read_text())
    kept = rng.sample(records, min(len(records), 4))
    (folder / "targets" / "2022" / section.name).write_text(head + "".join(kept))
    ids = [re.search(r"id: (\S+)", each)[1] for each in kept]  # type: ignore[index]
    codes = ["150700", *rng.sample(["150702", "150722", "150723", "150781", "150785"], 2)]
    _settings(folder, codes, rng)
    end = rng.choice((6, 7, 9, 12))
    for month in range(end - 2, end + 1):
        for code in codes:
            _return(folder, f"2022-{month:02}", code, ids)
    if rng.random() < 0.3:
        _extras(folder, codes, end, ids, rng)
    return [each for each in sorted(folder.rglob("*")) if each.is_file()]


def _settings(folder: Path, codes: list[str], rng: random.Random) -> None:
    text = (HOME / "mzgz.yaml").read_text()
    head, units, rest = re.split(r"(?m)^(?=units:)|^(?=# 四、)", text)
    parts = re.split(r"(?m)^(?=  - )", units)
    chosen = [part for part in parts if any(f'"{code}"' in part for code in codes)]
    if rng.random() < 0.2:  # a tree
        chosen[-1] = chosen[-1].replace("\n", f'\n    parent: "{codes[1]}"\n', 1)
    (folder / "mzgz.yaml").write_text(head + "units:\n" + "".join(chosen) + rest)


def _return(folder: Path, month: str, code: str, ids: list[str]) -> None:
    source = HOME / "submissions" / month / f"{code}.yaml"
    if not source.exists():
        return
    head, _, body = source.read_text().partition("entries:\n")
    lines = [line for line in body.split("\n") if line.strip().split(":")[0] in ids]
    if not lines:
        return
    to = folder / "submissions" / month / f"{code}.yaml"
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(head + "entries:\n" + "\n".join(lines) + "\n")


def _extras(folder: Path, codes: list[str], end: int, ids: list[str], rng: random.Random) -> None:
    """Records that few workspaces keep: acceptance, letters, and the statistical return."""
    month = f"2022-{end:02}"
    for kind, text in (
        (f"acceptance/{month}/{codes[1]}.yaml", f'unit: "{codes[1]}"\nperiod: {month}\nrounds:\n  - {{outcome: returned, on: 2022-{end:02}-28, reasons: [请核对]}}\n'),
        (f"letters/{month}.yaml", f'period: {month}\nletters:\n  - {{kind: remind, unit: "{codes[1]}", on: 2022-{end:02}-28}}\n'),
        ("annual/2021.csv", f"单位,目标,字段,值,出处\n{codes[1]},{ids[0]},value,12,统计年报\n"),
    ):  # fmt: skip
        (folder / kind).parent.mkdir(parents=True, exist_ok=True)
        (folder / kind).write_text(text)


def go_the_whole_way(root: Path, rng: random.Random) -> None:
    ledger, found = load(root)
    day = date(2022, rng.randint(4, 12), rng.randint(1, 28)) if rng.random() < 0.7 else date(2023, 1, 10)
    validation.run(ledger, found, as_of=day, today=day)
    for year in ledger.years[:2]:
        board = Board(ledger, year, day)
        status_json(board, list(board.plan.targets))
        shown = rng.choice(("city", "target", "why", "unit"))
        if shown == "city":
            list(city_lines(board, 80))
        for target in list(board.plan.targets)[:1]:
            list(target_lines(board, target, 80) if shown == "target" else ())
            list(why_lines(board, board.city(target), 80) if shown == "why" else ())
        for unit in board.listed[-1:] if shown == "unit" else ():
            list(unit_lines(board, board.node_of(unit.code), 80))
        if rng.random() < 0.04:
            board_html(overview(board, ()), "看板")
            for unit in ledger.units.units[-1:]:
                make_form(ledger, unit, Period.month_of(year, day.month), rules=(), filled=rng.random() < 0.5)


def readers_agree(text: str) -> bool:
    plain = read_plain(text)
    if plain is None:
        return True
    walk = Walk(text)
    roots, marks = walk.run(iter(EVENTS(text).get_event, None))
    return repr(plain[0]) == repr(roots[0]) and not walk.soft and marks_of(text) == marks[0]


def mutants(folder: Path, rng: random.Random, many: int) -> Iterator[tuple[Path, str, bytes]]:
    """Files with the damage done to them; each is put right again before the next."""
    done = 0
    while done < many:
        files = small_workspace(folder, rng)
        file = rng.choice(files)
        right = file.read_bytes()
        text = decode(right, "")[0] or ""
        for _ in range(min(PER_FILE, many - done)):
            damage = rng.choice(DAMAGES)
            result = damage(text, rng)
            if rng.random() < 0.2 and isinstance(result, str) and result:
                result = rng.choice(DAMAGES)(result, rng)
            data = result if isinstance(result, bytes) else result.encode(errors="surrogatepass")
            file.write_bytes(data)
            yield file, damage.__name__, data
            done += 1
        file.write_bytes(right)


def _hang(*_: object) -> None:
    raise TimeoutError("hang")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", type=Path, help="folder to work in, best in memory")
    parser.add_argument("--keep", type=Path, help="folder for the workspaces that broke down")
    options = parser.parse_args()
    rng = random.Random(options.seed)  # noqa: S311 - no secret
    signal.signal(signal.SIGPROF, _hang)
    faults: Counter[str] = Counter()
    damages: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(dir=options.room) as room:
        root = Path(room) / "w"
        for number_, (file, damage, data) in enumerate(mutants(root, rng, options.many)):
            damages[damage] += 1
            if number_ % 100 == 0:
                gc.unfreeze()  # every reading freezes what it made, for a process that ends soon
                gc.collect()
            if number_ and number_ % 2000 == 0:
                print(f"{number_} so far, {faults.total()} broke down", file=sys.stderr)
            signal.setitimer(signal.ITIMER_PROF, LONGEST)
            try:
                go_the_whole_way(root, rng)
                text = decode(data, "")[0] if file.suffix == ".yaml" else None
                if text is not None and not readers_agree(text):
                    raise AssertionError("the readers differ")
            except Exception as problem:  # noqa: BLE001 - whatever breaks down is counted
                signal.setitimer(signal.ITIMER_PROF, 0)
                last = traceback.extract_tb(problem.__traceback__)[-1]
                fault = f"{type(problem).__name__} {Path(last.filename).name}:{last.lineno} {last.name}: {str(problem)[:90]!r}"
                faults[fault] += 1
                if options.keep and faults[fault] <= 2:
                    shutil.copytree(root, options.keep / f"{options.seed}-{number_}", dirs_exist_ok=True)
                    (options.keep / f"{options.seed}-{number_}.txt").write_text(
                        f"{file.relative_to(root)} {damage}\n{traceback.format_exc()}"
                    )
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    used = time.process_time()
    print(
        f"{options.many} mutants, seed {options.seed}, {used:.0f} s of processor; "
        + ", ".join(f"{k} {v}" for k, v in sorted(damages.items()))
    )
    for fault, count in faults.most_common():
        print(f"{count:5} {fault}")
    print("none broke down" if not faults else f"{faults.total()} broke down")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
