"""The files a document of one year is told by: those that hold for every year, and those marked with the year."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

_NUMBERED = "[0-9][0-9]-*.j2"


class Template(NamedTuple):
    """One file of a document: its name, the workspace-relative folder it stands in, and whether it holds for one year."""

    name: str
    folder: str
    dated: bool

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.name}"


def templates_of(folder: Path, document: str, year: int | None) -> tuple[Template, ...]:
    """In the order of their numbers; a file in the folder of the year stands for the general one of its name. Without a
    year only those that hold for every one."""
    general, own = f"templates/{document}", f"templates/{document}/{year}"
    files = {file.name: Template(file.name, general, False) for file in folder.glob(_NUMBERED)}
    if year is not None:
        files |= {file.name: Template(file.name, own, True) for file in (folder / str(year)).glob(_NUMBERED)}
    return tuple(files[name] for name in sorted(files))


def template_home(root: Path, document: str, year: int, general: Path | None) -> tuple[Path, int | None]:
    """The workspace whose templates tell a document, and the year whose own files hold too: `root`, or where it has no
    folder for them `general`, of which no year's files are taken: they say what was true of another bureau."""
    folder = root / "templates" / document
    if general is None or folder.is_symlink() or folder.exists():
        return root, year
    return general, None
