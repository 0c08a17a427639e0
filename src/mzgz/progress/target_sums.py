"""What the conclusions of a target are drawn from, told alike by whoever adds it up: returns here, columns in an engine there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.progress.doubtful_figures import Doubts
from mzgz.progress.evaluate import Concluder
from mzgz.progress.lazy_conclusions import Conclusions
from mzgz.progress.lights import Light
from mzgz.progress.punctuality import Punctuality
from mzgz.progress.rollup import Track, UnitTrack
from mzgz.progress.target_progress import Progress

UnitLightsTold = Callable[[], Sequence[Light]]


class TargetSums(Protocol):
    """One target, added up over any node; None is the whole."""

    @property
    def concluder(self) -> Concluder: ...

    @property
    def units(self) -> Conclusions:
        """Each unit in the scope by its own word."""

    @property
    def tracks(self) -> Mapping[str, UnitTrack]:
        """What each of them said."""

    @property
    def groups(self) -> Mapping[str, Track]:
        """The sums of units with others below that anybody is asked, by code: their own word and those below."""

    def everybody(self) -> Track:
        """The sum of the whole."""

    def parts(self, node: str | None) -> Sequence[Progress]:
        """The units in the scope among a node and all below it."""

    def lights(self, node: str | None) -> UnitLightsTold | None:
        """Their lights, where they are told otherwise than by the parts themselves."""

    def at(self, month: Period) -> TargetSums:
        """What was so in an earlier month by itself: what was said for later ones does not exist."""

    def release(self) -> None:
        """Keep the conclusions, not what they were drawn from."""


class Summing(Protocol):
    """Adds up any target of a year."""

    @property
    def returns(self) -> Mapping[str, tuple[Submission, ...]]:
        """Each unit's returns of the year up to the reference month, in order of time."""

    @property
    def doubts(self) -> Doubts:
        """Figures under an open 强制 finding."""

    def sums(self, target: Target) -> TargetSums: ...

    def alone(self, target: Target, code: str) -> Progress | None:
        """One unit's own word without what everybody else said; None where it takes the others to know."""

    def handed_in(self, units: Sequence[Unit], root: str | None) -> Sequence[Punctuality]:
        """How complete and punctual the returns of each are, with all below it; of the root by itself."""

    def silent(self, root: str | None) -> frozenset[str]:
        """Codes of those among a root and all below it without the return of the reference month that was asked of them."""
