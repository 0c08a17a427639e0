"""Days and periods typed on the command line, and the clock of the desk it is typed at."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from mzgz.apps.cli.options import EXIT_USAGE, Refusal
from mzgz.model import MARKER

if TYPE_CHECKING:
    from mzgz.model.ledger import Ledger
    from mzgz.model.periods import Period


def today() -> date:
    """The clock of the desk the command is typed at; it is read here and nowhere below."""
    return date.today()  # noqa: DTZ011 - due days are local days


def now() -> datetime:
    """The same clock to the second, for what is written down as it happens."""
    return datetime.now()  # noqa: DTZ005 - the time on the wall beside the desk


def parse_day(text: str | None) -> date | None:
    """A day as typed; refuses anything but 2022-07-06."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else _no_day(text)
    except ValueError:
        return _no_day(text)


def parse_past_day(text: str | None, what: str) -> date:
    """The day on which something was done, today where none is typed; refuses one that has not come yet."""
    day = parse_day(text) or today()
    if day > today():
        raise Refusal(
            f"用法不对：{what}写的是{day.isoformat()}，今天才{today().isoformat()}。请更正；电脑的日期不对的，先校准。",
            EXIT_USAGE,
        )
    return day


def _no_day(text: str) -> date:
    from mzgz.language.value_suggestions import suggest_date

    meant = suggest_date(text)
    raise Refusal(f"用法不对：“{text}”不是日期，请写成 {meant or '2022-07-06 这样'}。", EXIT_USAGE)


def parse_period(text: str | None) -> Period | None:
    """A period as typed, in any of the ways people write one: 2022-06, 2022-6, 2022年6月, 2022-Q2, 2022年上半年, 2022."""
    if text is None:
        return None
    from mzgz.language.value_suggestions import read_period

    try:
        return read_period(text)
    except ValueError:
        rendered = f"用法不对：“{text}”不是报告期。月份写成 2022-06 或 2022年6月，季度写成 2022-Q2，半年写成 2022-H1。"
        raise Refusal(rendered, EXIT_USAGE) from None


def parse_month(text: str | None, what: str) -> Period | None:
    """A month as typed; refuses a longer period: `what` says why, as 审核按月看."""
    month = parse_period(text)
    if month is not None and month.length != 1:
        raise Refusal(f"用法不对：{what}，{text}不是一个月，请写成 2022-06。", EXIT_USAGE)
    return month


def refuse_before_start(ledger: Ledger, month: Period) -> None:
    """Nothing is asked for a month before the first one."""
    if ledger.begins is not None and month < ledger.begins:
        raise Refusal(
            f"{month.label}不用报：从{ledger.begins.label}开始报（{MARKER} 里 reporting 的 first_month）。", EXIT_USAGE
        )
