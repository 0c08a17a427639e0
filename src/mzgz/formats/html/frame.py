"""A page of the desk in its frame: whose it is, where one can go, who is asking, and the token of its forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from mzgz.formats.html.page_templates import environment
from mzgz.model.local_words import Vocabulary


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page."""

    title: str
    bureau: str
    words: Vocabulary
    """How this bureau speaks of itself and its land."""
    year: int
    notice: str | None
    links: tuple[tuple[str, str], ...]
    """Address and words of each place one can go to."""
    current: str
    """The address that is shown as where one is."""
    visitor: str
    token: str
    read_only: bool = False


def page(template: str, frame: Frame, **values: Any) -> str:
    """The page of a template; StrictUndefined stops it where a value is missing."""
    return environment().get_template(f"{template}.html.j2").render(values, frame=frame)


def part(template: str, **values: Any) -> Markup:
    """What stands within a frame, where it is the same whoever asks; escaped by its own template."""
    return Markup(environment().get_template(f"{template}.html.j2").render(values))  # noqa: S704
