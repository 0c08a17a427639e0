"""Two long texts that begin alike and are equally long are two texts."""

from __future__ import annotations

from mzgz.intake.form.three_way_merge import Clash, merge_changes
from mzgz.model.ledger import Plan
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission


def month(note: str | None) -> Submission:
    return Submission(unit="150702", period=Period.parse("2022-06"), entries={"beds": Entry(note=note)})


def test_texts_that_differ_behind_their_beginning_clash() -> None:
    base, plan = month(None), Plan(2022, ())
    start = "三处公办敬老院没有完成护理型改造，改造资金已经列入下一年度预算，" * 2
    clash = merge_changes(base, month(start + "由旗里自筹"), month(start + "由市里补助"), plan)
    assert isinstance(clash, Clash)
    same = merge_changes(base, month(start + "由旗里自筹"), month(start + "由旗里自筹"), plan)
    assert isinstance(same, Submission)
