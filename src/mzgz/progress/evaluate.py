"""From a track to its progress: which month decides, what was made good, what was late, and the light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from mzgz.model.periods import Period
from mzgz.model.settings import Lights
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Heads
from mzgz.model.targets.facts import State
from mzgz.model.targets.pace import Pace
from mzgz.progress.lights import Case, Edge, Light, Lit, light
from mzgz.progress.progress import Node, Progress
from mzgz.progress.rollup import GroupTrack, Tally, Track, UnitTrack


@dataclass(frozen=True, slots=True)
class Concluder:
    """What all conclusions of one target share: its month, the closing days, the bands, the size of its scope."""

    target: Target
    at: Period | None
    close: Callable[[Period], date]
    bands: Lights
    scope: int

    def unit(self, track: UnitTrack, node: Node, returns: tuple[Submission, ...]) -> Progress:
        return self._progress(track, node, (), returns)

    def group(self, track: GroupTrack, node: Node, parts: tuple[Progress, ...]) -> Progress:
        return self._progress(track, node, parts, ())

    def _progress(
        self, track: Track, node: Node, parts: tuple[Progress, ...], returns: tuple[Submission, ...]
    ) -> Progress:
        facts = track.facts if isinstance(track, UnitTrack) else None
        if self.at is None:
            return self._not_asked(track, node, parts, returns)
        decided = self._deciding(track)
        now, then = track.tally(self.at), track.tally(decided)
        met = track.met(decided)
        good = self._made_good(track, decided) if met is not True else None
        speaks = self.target.speaks_of(whole=node.kind == "city" or self.scope == 1)
        pace = self.target.pace(now.figure, self.at) if speaks and now.heads.expected else None
        lit, edge = self._light(now, then, met, good, speaks, pace, parts)
        return Progress(
            target=self.target,
            node=node,
            period=self.at,
            figure=now.figure,
            heads=now.heads,
            met_now=track.met(self.at),
            decided=decided,
            met=met,
            heads_decided=sum((part.heads_decided for part in parts), Heads()) if parts else then.heads,
            made_good=good,
            late=met is True and self._late(track, decided),
            light=lit,
            edge=edge,
            pace=pace,
            parts=parts,
            facts=facts,
            returns=returns,
        )

    def _light(
        self,
        now: Tally,
        then: Tally,
        met: bool | None,
        good: Period | None,
        speaks: bool,
        pace: Pace | None,
        parts: tuple[Progress, ...],
    ) -> Lit:
        assert self.at is not None  # noqa: S101 - a month that is not asked has no light of its own
        past = self.at >= self.target.due_month
        state: State = (then if past else now).heads.state
        lights = [part.light for part in parts if part.light is not Light.NOT_APPLICABLE]
        case = Case(
            target=self.target,
            state=state,
            met=met,
            past_due=past,
            made_good=good is not None,
            speaks=speaks,
            finished=self.target.finished(now.figure),
            value=now.figure.value,
            pace=pace,
            units=() if self.target.pooled else lights,
            least=self.target.least(now.heads.expected),
        )
        return light(case, self.bands)

    def _deciding(self, track: Track) -> Period:
        """The month of the due date; of what did not apply then, the first later one in which it does."""
        due = min(self.at or self.target.due_month, self.target.due_month)
        if self.target.lasting or track.tally(due).heads.expected:
            return due
        later = (Period(index, 1) for index in self._asked_since(due))
        return next((month for month in later if track.tally(month).heads.reported), due)

    def _made_good(self, track: Track, decided: Period) -> Period | None:
        """The first month after the one that decided in which the goal is reached."""
        if self.at is None or self.target.lasting:
            return None
        later = (Period(index, 1) for index in self._asked_since(decided))
        return next((month for month in later if track.met(month)), None)

    def _asked_since(self, decided: Period) -> Sequence[int]:
        return [index for index in self.target.asked(self.at or decided) if index > decided.index]

    def _late(self, track: Track, decided: Period) -> bool:
        """A unit is late where the close did not know it; a group where it then looked missed, not merely open."""
        known = track.known_by(self.close(decided))
        if known is track:
            return False
        met = known.met(decided)
        return met is False if isinstance(track, GroupTrack) else met is not True

    def _not_asked(
        self, track: Track, node: Node, parts: tuple[Progress, ...], returns: tuple[Submission, ...]
    ) -> Progress:
        members = len(track.members) if isinstance(track, GroupTrack) else 1
        return Progress(
            target=self.target,
            node=node,
            period=None,
            figure=self.target.nothing,
            heads=Heads(unreported=members),
            met_now=None,
            decided=None,
            met=None,
            heads_decided=Heads(unreported=members),
            made_good=None,
            late=False,
            light=Light.UNKNOWN,
            edge=Edge.NOT_ASKED,
            pace=None,
            parts=parts,
            returns=returns,
        )
