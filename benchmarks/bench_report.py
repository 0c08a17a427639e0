"""`mzgz report` against a bare python-docx script that writes the same paragraphs and tables, whole processes, ratios.

    python benchmarks/bench_report.py --rounds 5

The bare script gets the texts ready-made as JSON and only writes them, row by row as the library's own introduction shows
(`add_row`, `row.cells`). mzgz reads the workspace, judges it, sums it, composes the text, marks
every number so that it can be found again, draws the charts, and also writes the workbook.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mzgz.intake.workspace import load
from mzgz.model.document import Cell, Document, Paragraph, Table
from mzgz.publishing.report.document_kinds import DOCUMENTS, board_for, make

ROOT = Path(__file__).parent.parent
BARE = """\
import json, sys
from docx import Document

for name, blocks in json.load(open(sys.argv[1], encoding="utf-8")).items():
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            table = document.add_table(1, len(block[0]))
            for number, texts in enumerate(block):
                row = table.add_row() if number else table.rows[0]
                for cell, text in zip(row.cells, texts):
                    cell.text = text
    document.save(f"{sys.argv[2]}/{name}.docx")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--year", type=int, default=2022)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        texts = folder / "texts.json"
        texts.write_text(json.dumps(plain_texts(options.year), ensure_ascii=False), encoding="utf-8")
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        ours = [sys.executable, "-m", "mzgz", "report", "-C", str(ROOT), "--year", str(options.year), "--out", place]
        runs = {
            "mzgz report": ours,
            "mzgz report --format docx": [*ours, "--format", "docx"],
            "bare python-docx": [sys.executable, str(folder / "bare.py"), str(texts), place],
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(options.rounds):
            for name, command in runs.items():
                times[name].append(seconds(command))
    bare = statistics.median(times["bare python-docx"])
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:28} median {median:5.2f} s  least {min(taken):5.2f} s  ratio {median / bare:4.2f}")


def plain_texts(year: int) -> dict[str, list[str | list[list[str]]]]:
    """What the documents say, without form: paragraphs and tables of text."""
    ledger, _ = load(ROOT)
    day = ledger.last_received(year)
    assert day is not None
    board = board_for(ledger, year, day, whole_year=True)
    documents = {name: make(name, board, ROOT).document for name in DOCUMENTS}
    return {name: list(_blocks(made)) for name, made in documents.items() if made}


def _blocks(document: Document) -> list[str | list[list[str]]]:
    made: list[str | list[list[str]]] = []
    for block in document.blocks():
        if isinstance(block, Paragraph):
            made.append(block.text)
        elif isinstance(block, Table):
            heads = [column.title for column in block.columns]
            made += [block.caption, [heads, *([_text(cell) for cell in row] for row in block.rows)], block.note]
        else:
            made.append(block.caption)
    return made


def _text(cell: Cell) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in cell)


def seconds(command: list[str]) -> float:
    """Wall time of a whole process."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "0"})
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
