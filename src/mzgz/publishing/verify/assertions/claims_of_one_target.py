"""What a clause claims of one target, in whatever words: each way to claim is a question to its units or to the city."""

from __future__ import annotations

from collections.abc import Callable

from mzgz.publishing.verify.assertions.claims_beside_others import BesideClaim
from mzgz.publishing.verify.assertions.claims_of_reach import ReachedOrNotClaim
from mzgz.publishing.verify.assertions.claims_of_values import ValueClaim
from mzgz.publishing.verify.assertions.clause_words import ClauseWords
from mzgz.publishing.verify.assertions.gaps_told import GapClaim
from mzgz.publishing.verify.assertions.pattern_fragments import Context
from mzgz.publishing.verify.assertions.rises_and_falls import CourseClaim
from mzgz.publishing.verify.assertions.target_claim import SpokenNearBy
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict


def said_of_target(
    words: ClauseWords, context: Context, target: str, spoken: UnitsSpokenOf, around: Callable[[], SpokenNearBy]
) -> Verdict | None:
    """What is wrong, or that something is right; None where nothing was understood."""
    of = (words, context, target, spoken)
    by_number = (
        BesideClaim(*of).verdict() or CourseClaim(*of).verdict() or GapClaim(*of).verdict() or ValueClaim(*of).verdict()
    )
    verdict = by_number or ReachedOrNotClaim(*of).verdict()
    if verdict is not None and (verdict[0] is False or (by_number and by_number[0])):
        return verdict
    return ValueClaim(*of).unknown_number(around()) or verdict
