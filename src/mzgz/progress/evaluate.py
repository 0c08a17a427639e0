"""From a track to its progress: which month decides, what was made good, what was late, and the light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mzgz.model.periods import Period, month_at
from mzgz.model.settings import Lights
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Heads
from mzgz.model.targets.pace import Pace
from mzgz.model.targets.reported_facts import Facts, State
from mzgz.progress.lights import Case, Edge, Light, Lit, UnitLights, light
from mzgz.progress.rollup import Tally, Track, UnitTrack
from mzgz.progress.target_progress import Node, Progress
from mzgz.progress.units_of_a_level import LevelTrack


@dataclass(frozen=True, slots=True)
class _Situation:
    """What the light of one node is drawn from."""

    now: Tally
    then: Tally
    met: bool | None
    good: Period | None
    speaks: bool
    paced: bool
    doubtful: bool
    overrun: bool
    lights: Callable[[], Sequence[Light]]
    """Those of its units."""
    facts: Facts | None
    as_one: bool
    """Whether the sum is judged, and not how many of its units reach the goal."""


@dataclass(frozen=True, slots=True)
class Concluder:
    """What all conclusions of one target share: its month, the closing days, the bands, the size of its scope."""

    target: Target
    at: Period | None
    close: Callable[[Period], date]
    bands: Lights
    scope: int

    def of_unit(self, target: Target, *, own: bool) -> Concluder:
        """The same for a unit; `own`: its goal was agreed with it alone, and so speaks of it."""
        return replace(self, target=target, scope=1 if own else self.scope)

    def unit(self, track: UnitTrack, node: Node, returns: tuple[Submission, ...]) -> Progress:
        return self._progress(track, node, (), (), returns, tuple)

    def group(
        self,
        track: Track,
        node: Node,
        parts: Sequence[Progress],
        below: Sequence[Progress] | None = None,
        lights: Callable[[], Sequence[Light]] | None = None,
        counted: Sequence[Progress] = (),
    ) -> Progress:
        """Units together. `parts` are the units, `below` the nodes of the next level (None: the units themselves), both
        may be concluded when they are looked at; `lights` are asked for where each unit is judged by itself; `counted`
        are the units of the level in which so many are counted, where those are not the parts."""
        lit = lights or (lambda: [part.light for part in parts if part.expected])
        told = self._progress(track, node, parts, parts if below is None else below, (), lit)
        return replace(told, counted=counted) if counted else told

    def _progress(
        self,
        track: Track,
        node: Node,
        parts: Sequence[Progress],
        below: Sequence[Progress],
        returns: tuple[Submission, ...],
        lights: Callable[[], Sequence[Light]],
    ) -> Progress:
        facts = track.facts
        if self.at is None:
            return self._not_asked(track, node, parts, below, returns)
        timely = track.in_time()
        decided = self._deciding(timely)
        now, then = track.tally(self.at), timely.tally(decided)
        as_one = self.target.pooled or (isinstance(track, LevelTrack) and track.one)
        # so many of all the units: how many of them stand below one node was never promised
        counted = node.kind == "tree" and self.target.asks_so_many and not as_one
        unseen = self.target.due_unseen
        whole = node.kind == "city" or track.size == self.scope  # a node that holds everybody is the whole
        speaks = self.target.speaks_of(whole=whole) and not counted
        # what all promised together judges no part of them, be it one unit or a node of several
        part = not speaks and (self.target.directional or self.target.limited(decided))
        mute = counted or unseen or part
        met = None if mute else timely.met(decided)
        good = self._made_good(track, timely, decided) if met is False else None
        paced = speaks and bool(now.heads.expected) and (whole or not self.target.from_baseline)
        units = track.decided(self.at, self._deciding)
        doubtful = bool(units.doubts) and track.alone
        alone = as_one or track.size == 1
        overrun = self.target.overrun(now.figure, self.at) if alone else self._spent(self.at, met) and not units.doubts
        situation = _Situation(now, then, met, good, speaks, paced, doubtful, overrun, lights, facts, as_one)
        pace = self.target.pace(now.figure, self.at) if paced else None
        lit, edge = self._light(situation, pace)
        if units.doubts and not track.alone and as_one and (lit.green or lit is Light.UNKNOWN or edge is Edge.OVERRUN):
            sure = self._progress(track.beyond_doubt(), node, parts, below, returns, lights)
            if sure.light is not lit or (lit is Light.UNKNOWN and now.heads.state == "reported"):
                lit, edge = Light.UNKNOWN, Edge.DOUBTED
        return Progress(
            target=self.target,
            node=node,
            period=self.at,
            figure=now.figure,
            heads=now.heads,
            met_now=None if counted or part else track.met(self.at),
            decided=None if unseen else decided,
            met=met,
            heads_decided=Heads() if unseen else units.heads,
            made_good=good,
            late=met is True and not self.target.due_before_asked and self._late(timely, decided),
            light=lit,
            edge=edge,
            pace=pace,
            parts=parts,
            below=below,
            facts=facts,
            returns=returns,
            doubts=units.doubts,
            speaks=speaks,
        )

    def _spent(self, at: Period, met: bool | None) -> bool:
        """Of units that are held to the limit each by itself: so many are beyond it that the others do not help."""
        return met is False and self.target.capped(at) and self.target.limited(at)

    def _light(self, here: _Situation, pace: Pace | None) -> Lit:
        assert self.at is not None  # noqa: S101 - a month that is not asked has no light of its own
        past = self.at >= self.target.due_month
        state: State = (here.then if past and not self.target.due_unseen else here.now).heads.state
        case = Case(
            target=self.target,
            state=state,
            met=here.met,
            past_due=past,
            made_good=here.good is not None,
            speaks=here.speaks,
            doubtful=here.doubtful,
            unproven=here.facts is not None and self.target.unproven(here.facts),
            excused=here.facts is not None and here.facts.excused,
            voided=here.doubtful and here.facts is not None and here.facts.excused_in_doubt(range(self.at.index + 1)),
            value=here.now.figure.value,
            pace=pace,
            capped=self.target.capped(self.at),
            overrun=here.overrun,
            ends=self._ends(here) if here.paced and state == "partial" and here.as_one else (),
            units=() if here.as_one else UnitLights(here.lights),
            least=self.target.least(here.now.heads.expected),
            floor=Light.ON_PACE if self.target.completes and not past else None,
        )
        return light(case, self.bands)

    def _ends(self, here: _Situation) -> tuple[tuple[bool | None, Pace | None], ...]:
        """Verdict and pace of the least and the greatest value still possible; nothing where one end is open."""
        assert self.at is not None  # noqa: S101 - as above
        figure = here.now.figure
        ends = figure.ends
        return tuple((self.target.verdict(end, self.at), self.target.pace(end, self.at)) for end in ends)

    def _deciding(self, track: Track) -> Period:
        """The month of the due date; of what applied to nobody then, the first later one in which it does."""
        at = self.at or self.target.due_month
        if self.target.yearlong:
            return at
        due = min(at, self.target.due_month)
        if self.target.lasting or track.tally(due).heads.expected:
            return due
        later = map(month_at, self._asked_since(due))
        return next((month for month in later if track.tally(month).heads.reported), due)

    def _made_good(self, track: Track, timely: Track, decided: Period) -> Period | None:
        """The first month in which the goal is reached after the day that decided."""
        if self.at is None or self.target.lasting:
            return None
        if timely is not track and track.met(decided):
            return decided
        later = map(month_at, self._asked_since(decided))
        return next((month for month in later if track.met(month)), None)

    def _asked_since(self, decided: Period) -> Sequence[int]:
        return [index for index in self.target.asked(self.at or decided) if index > decided.index]

    def _late(self, track: Track, decided: Period) -> bool:
        """A unit is late where the close did not know it; a group where it then looked missed, not merely open."""
        known = track.known_by(self.close(decided))
        if known is track:
            return False
        met = known.met(decided)
        return met is not True if track.alone else met is False

    def _not_asked(
        self,
        track: Track,
        node: Node,
        parts: Sequence[Progress],
        below: Sequence[Progress],
        returns: tuple[Submission, ...],
    ) -> Progress:
        return Progress(
            target=self.target,
            node=node,
            period=None,
            figure=self.target.nothing,
            heads=Heads(unreported=track.size),
            met_now=None,
            decided=None,
            met=None,
            heads_decided=Heads(unreported=track.size),
            made_good=None,
            late=False,
            light=Light.UNKNOWN,
            edge=Edge.NOT_ASKED,
            pace=None,
            parts=parts,
            below=below,
            returns=returns,
        )
