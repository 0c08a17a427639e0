"""What a clause claims of one target, in whatever words: each way to claim is a question to its units or to the city."""

from __future__ import annotations

from mzgz.publishing.verify.assertions.claims_beside_others import BesideClaim
from mzgz.publishing.verify.assertions.claims_of_reach import ReachedOrNotClaim
from mzgz.publishing.verify.assertions.claims_of_values import ValueClaim
from mzgz.publishing.verify.assertions.clause_words import ClauseWords
from mzgz.publishing.verify.assertions.done_here_and_there import DoersBesideClaim
from mzgz.publishing.verify.assertions.gaps_told import GapClaim
from mzgz.publishing.verify.assertions.pattern_fragments import Context
from mzgz.publishing.verify.assertions.rises_and_falls import CourseClaim
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict


def said_of_target(words: ClauseWords, context: Context, target: str, spoken: UnitsSpokenOf) -> Verdict | None:
    """What is wrong, or that something is right; None where nothing was understood."""
    for claim in (BesideClaim, CourseClaim, GapClaim, ValueClaim, DoersBesideClaim, ReachedOrNotClaim):
        verdict = claim(words, context, target, spoken).verdict()
        if verdict is not None:
            return verdict
    return None
