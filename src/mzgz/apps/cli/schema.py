"""`mzgz schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mzgz.apps.cli.options import Debug, Directory, find_root


def schema(
    out: Annotated[Path | None, typer.Option("--out", metavar="目录", help="写到哪里；默认工作区的 schemas/。")] = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """写出 JSON Schema，编辑器可据此提示和检查。"""
    from mzgz.apps.cli.locked_writing import refusals_in_words, writing
    from mzgz.formats.disk.all_or_none import write_together
    from mzgz.formats.disk.journal import write_noted
    from mzgz.publishing.schemas import schema_texts

    files = {name: text.encode() for name, text in schema_texts().items()}
    if out is None:
        root = find_root(directory)
        with writing(root, "schema"):
            write_noted(root, {f"schemas/{name}": data for name, data in files.items()})
    else:
        with refusals_in_words():
            write_together([(out / name, data) for name, data in files.items()])
    for name in files:
        print((out or root / "schemas") / name)
