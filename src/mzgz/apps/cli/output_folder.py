"""How documents and forms are put into a folder: together, noted by their hash, and under the workspace's lock."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path


def issue(
    root: Path,
    command: str,
    folder: Path,
    files: Sequence[tuple[Path, bytes]],
    *,
    chosen: bool = False,
    listed: bool = True,
    beside: Mapping[str, bytes] | None = None,
) -> list[Path]:
    """Write all files into `folder`, and (`listed`) the list of how they were written, in one step; the paths.

    Inside the workspace the step is finished by the next run where this one is broken off, and no link leads out; a
    folder elsewhere that the user has `chosen` is written as it is. `beside` are files of the workspace that belong to
    it. Refuses where a file cannot be written.
    """
    from mzgz.apps.cli.locked_writing import refusals_in_words, writing
    from mzgz.formats.disk.all_or_none import write_together
    from mzgz.formats.disk.journal import sweep_folder, write_noted
    from mzgz.formats.disk.overwrite_guard import LIST, grown_list

    if not files:
        return []
    whole = [*files, (folder / LIST, grown_list(folder, files))] if listed else list(files)
    inside = _inside(root, folder, chosen)
    if inside is None:
        with refusals_in_words():
            if folder.is_dir():
                sweep_folder(folder, os.listdir(folder))
            write_together(whole)
    here = {f"{inside}/{path.name}": data for path, data in whole} if inside is not None else {}
    if here or beside:
        with writing(root, command):
            write_noted(root, {**here, **(beside or {})}, lasting=bool(beside))
    return [path for path, _ in files]


def _inside(root: Path, folder: Path, chosen: bool) -> str | None:
    """The folder as seen from the workspace; None where it is to be written as it is."""
    place = Path(os.path.abspath(folder))
    base = Path(os.path.abspath(root))
    if chosen:
        place, base = folder.resolve(), root.resolve()
    if place == base or not place.is_relative_to(base):
        return None
    relative = place.relative_to(base).as_posix()
    return None if any(part.startswith(".") for part in relative.split("/")) and chosen else relative
