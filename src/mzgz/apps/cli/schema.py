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
    from mzgz.formats.disk.atomic import write_beside
    from mzgz.publishing.schemas import schema_texts

    folder = out or find_root(directory) / "schemas"
    for name, text in schema_texts().items():
        write_beside(folder / name, text.encode())
        print(folder / name)
