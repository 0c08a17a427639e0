"""A place in a text where the wording is wrong: what all wording rules answer with."""

from __future__ import annotations

from typing import NamedTuple


class Slip(NamedTuple):
    """A place in a text, what is wrong there, and what to do."""

    start: int
    end: int
    message: str
    hint: str
