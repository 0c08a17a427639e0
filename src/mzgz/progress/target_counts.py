"""How many targets stand where: the one place every count of a plan comes from — status, JSON, tables, speech, board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mzgz.progress.lights import Light
from mzgz.progress.target_progress import Progress
from mzgz.progress.undecided_causes import Cause
from mzgz.progress.verdict_words import Verdict

_RUNNING = (Light.AHEAD, Light.ON_PACE, Light.BEHIND)


@dataclass(frozen=True, slots=True)
class Standings:
    """Targets by where they stand. Those judged are met, missed, running or open; duties are never among them."""

    targets: int
    duties: int
    met: int
    missed: int
    """On their date, or before it for good: a broken line, a month let slip; made good since or not."""
    made_good: int
    running: int
    """Not due yet."""
    open: int
    """Without a verdict: who is missing, or what has to be proved or corrected."""
    not_applicable: int

    @property
    def judged(self) -> int:
        return self.targets - self.duties


def is_running(progress: Progress) -> bool:
    """Whether its day has not come, and nothing decided it before."""
    if progress.verdict is Verdict.MISSED:  # a month let slip, a limit passed: no later month mends it
        return False
    return progress.light in _RUNNING or progress.cause is Cause.NOT_DUE


def standings(all_: Iterable[Progress]) -> Standings:
    """Every progress counted once, by the verdict the tables print."""
    rows = list(all_)
    duties = sum(not one.target.judges for one in rows)
    judged = [one for one in rows if one.target.judges]
    verdicts = Counter(one.verdict for one in judged)
    return Standings(
        targets=len(rows),
        duties=duties,
        met=verdicts[Verdict.MET],
        missed=verdicts[Verdict.MISSED] + verdicts[Verdict.MADE_GOOD],
        made_good=verdicts[Verdict.MADE_GOOD],
        running=verdicts[Verdict.HELD] + verdicts[Verdict.NOT_DUE],
        open=verdicts[Verdict.OPEN],
        not_applicable=verdicts[Verdict.NOT_APPLICABLE],
    )


def waits_for_returns(all_: Iterable[Progress]) -> bool:
    """Whether all that stand without a verdict though it is time do so for want of a return, and nothing else."""
    unlit = (one for one in all_ if one.target.judges and one.light in (Light.UNKNOWN, Light.UNREPORTED))
    return all(one.cause in (None, Cause.MISSING) for one in unlit if not is_running(one))


def by_word(all_: Iterable[Progress]) -> dict[str, int]:
    """How many of each light, an undecided one by its cause; best first."""
    counted = Counter(one.cause or one.light for one in all_)
    order = [*(light for light in Light if light is not Light.UNKNOWN), *Cause]
    return {each.value: counted[each] for each in order if counted[each]}
