"""The earlier versions of a return, each with the day it was received: what was known on a day is read from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mzgz.model.submissions import Submission


@dataclass(frozen=True)
class Version:
    """A return as it was handed in on `day`; of several of one day `number` tells the order. It is read when it is
    first asked for, which most never are."""

    day: date
    number: int
    path: str
    read: Callable[[], Submission | None]

    @cached_property
    def submission(self) -> Submission | None:
        """What it said; None where its file can no longer be read."""
        return self.read()


def known_on(versions: Sequence[Version], day: date) -> Submission | None:
    """The last readable version received by the end of `day`."""
    for version in reversed(versions):
        if version.day <= day and version.submission is not None:
            return version.submission
    return None
