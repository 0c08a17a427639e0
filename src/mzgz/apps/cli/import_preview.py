"""What `mzgz import` shows before it writes: what is wrong with the files, what each changes, and what to look at first."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from mzgz.apps.cli.typed_days import today

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from mzgz.intake.form.draft import Draft
    from mzgz.intake.form.import_result import Pending
    from mzgz.model.findings import Diagnostic
    from mzgz.model.ledger import Ledger

_MOST_CHANGES = 12
"""Changes of one unit that are listed; the rest is counted."""
_MOST_ALIKE = 20
"""Findings of one rule in a file that are listed."""
_MOST_BLANKS = 8
"""Targets left blank that are named."""
_VERY_LATE = 92
"""Days after the due day from which a receipt today is most likely a return handed in long before."""


def tell_findings(found: list[Diagnostic]) -> None:
    """Findings by file and cell, as `mzgz check` shows them."""
    from mzgz.formats.terminal.text_width import printable
    from mzgz.language.personal_data import masked

    alike: Counter[tuple[str, str]] = Counter()
    for finding in sorted(found, key=lambda finding: finding.sort_key()):
        source = finding.source
        alike[source.path, finding.rule] += 1
        if alike[source.path, finding.rule] > _MOST_ALIKE:
            continue
        place = printable(str(source) if source.cell or source.line > 1 else source.path)
        print(f"{place}  {finding.severity.label} {finding.code} {finding.rule}")
        print(f"    {printable(masked(finding.message))}")
        print(f"    怎么办：{printable(masked(finding.hint))}")
        print()
    for (path, rule), times in alike.items():
        if times > _MOST_ALIKE:
            print(f"{printable(path)}  {rule} 同样的还有{times - _MOST_ALIKE}处，没有逐处列出")
            print()


def tell_unread(ledger: Ledger) -> None:
    """Which targets nobody could read: a form that speaks of them is not at fault."""
    from mzgz.model.unread_targets import unread_words

    for year, plan in ledger.plans.items():
        if plan.unread:
            print(f"{unread_words(plan.unread, year)}；表里有它们的，改正以后再导入。", file=sys.stderr)


def show_pending(pending: list[Pending], ledger: Ledger, drafts: Sequence[Draft], day: date) -> None:
    from mzgz.apps.cli.import_findings import ahead_lines
    from mzgz.formats.terminal.text_width import printable
    from mzgz.language.personal_data import masked
    from mzgz.workflow.findings_before_import import findings_before_import

    listed = {(draft.submission.period, draft.submission.unit): draft.listed for draft in drafts}
    ahead = findings_before_import(pending, drafts, ledger, today())
    for item in pending:
        key = (item.submission.period, item.submission.unit)
        unit = ledger.units.by_code[item.submission.unit]
        kind = "新报送" if item.is_new else "修改已有报送" if item.changes else "与已有报送相同，不用写入"
        count = (
            f"，{len(item.submission.entries)}项" if item.is_new else f"，{len(item.changes)}处" if item.changes else ""
        )
        print(f"■ {unit.label}（{unit.code}） {item.submission.period.label}：{kind}{count}  {item.path}")
        for line in _receipt_words(item, day):
            print(f"    {line}")
        for change in () if item.is_new else item.changes[:_MOST_CHANGES]:
            print(f"    {printable(masked(str(change)))}")
        if not item.is_new and len(item.changes) > _MOST_CHANGES:
            print(f"    其余{len(item.changes) - _MOST_CHANGES}处从略")
        if item.text is not None:
            _show_blanks(item, listed[key], ledger)
            for line in ahead_lines(ahead.get(key, ()), ledger, item.submission.period.year):
                print(f"    {printable(masked(line))}")
            _show_decision(item, ledger)


def _receipt_words(item: Pending, day: date) -> Iterator[str]:
    """What the day of receipt is from now on, where that is not simply `day`."""
    standing = item.submission if item.text is None else item.before
    stands = standing.received if standing else None
    if stands is None or stands == day:
        return
    if item.text is None:
        yield f"收到日期仍是{stands}：同样的数，以第一次收到的为准"
    elif day < stands and any(change.path != ("received",) for change in item.changes):
        yield f"注意：现有的报送是{stands}收到的，比这份晚；写入以后以这份的数为准"


def _show_blanks(item: Pending, listed: frozenset[str], ledger: Ledger) -> None:
    """What was asked and stands in the form without an answer."""
    reported = item.submission
    asked = ledger.asked(reported.unit, reported.period)
    blank = [target.name for target in asked if target.id in listed and target.id not in reported.entries]
    if blank:
        rest = "等" if len(blank) > _MOST_BLANKS else ""
        print(f"    没有填的{len(blank)}项：{'；'.join(blank[:_MOST_BLANKS])}{rest}")


def _show_decision(item: Pending, ledger: Ledger) -> None:
    """That what is to be overwritten was accepted before."""
    record = ledger.acceptance.get((item.submission.period, item.submission.unit))
    if record and record.last and record.last.action == "accepted":
        on = record.last.on
        print(f"    注意：这一期{on.year}年{on.month}月{on.day}日已经受理，写入以后要重新受理（mzgz accept）")


def tell_late(pending: Sequence[Pending], ledger: Ledger, day: date) -> None:
    """That today is put down as the day of receipt, where that makes a return very late."""
    late = [
        item
        for item in pending
        if item.text is not None
        and item.submission.received == day
        and (day - ledger.due(item.submission.period)).days > _VERY_LATE
        and item.says_otherwise
    ]
    if late:
        what = "会算作迟报" if late[0].is_new else "改了的数算这一天才报"
        print(
            f"注意：收到日期按今天记作{day.isoformat()}，{late[0].submission.period.label}的早过了截止日，{what}；以前就收到的，加 --received 日期。"
        )


def show_refused(outside: Sequence[tuple[Draft, Sequence[Diagnostic]]], ledger: Ledger) -> None:
    """What is to be mended besides, of the files that stay outside."""
    from mzgz.apps.cli.import_findings import refused_lines
    from mzgz.formats.terminal.text_width import printable
    from mzgz.language.personal_data import masked

    for draft, found in outside:
        reported = draft.submission
        unit = ledger.units.by_code[reported.unit]
        print(f"■ {unit.label}（{unit.code}） {reported.period.label}  {draft.path}")
        for line in refused_lines(found, ledger, reported.period.year):
            print(f"    {printable(masked(line))}")
