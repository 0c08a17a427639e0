"""A letter that goes back with a file that could not be taken in: what is to be mended, in the words of its sender."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.hints import Reader, for_reader
from mzgz.publishing.letters.letter import stopped

_TITLE = re.compile(r"关于“(.+)”需要修改的说明\n\n贵单位报来的“\1”有[0-9]+处读不准")


def is_refusal(text: str) -> bool:
    """Whether a text is such a letter, as it begins."""
    return _TITLE.match(text.replace("\r\n", "\n")) is not None


def refusal_text(name: str, findings: Sequence[Diagnostic], judged: Sequence[Diagnostic] = (), *, marked: bool) -> str:
    """The text; `judged` is what the rules say of what could be read, `marked` where the workbook goes back too, with the
    findings in its cells."""
    grave = [finding for finding in findings if finding.severity is Severity.ERROR]
    points = [f"{number}.{_point(finding)}" for number, finding in enumerate(grave, 1)]
    more = [f"{number}.{_point(finding)}" for number, finding in enumerate(judged, 1)]
    rest = [f"读得出的数，审核时另有{len(more)}处要改正或者说明，请一并办好："] if more else []
    where = "各处已在退回的表里标出（红色的格子，批注里写着问题），并列在“审核结果”表里。" if marked else ""
    return "\n".join(
        (
            f"关于“{name}”需要修改的说明",
            "",
            f"贵单位报来的“{name}”有{len(grave)}处读不准，没有收入。{where}问题如下：",
            *points,
            *rest,
            *more,
            "请逐处改好，其余各格不要改动，保存后原样发回。",
            "",
        )
    )


def _point(finding: Diagnostic) -> str:
    cell = finding.source.cell
    if cell:
        sheet, _, place = cell.partition("!")
        where = f"“{sheet}”表 {place} 格："
    else:
        where = f"第{finding.source.line}行：" if finding.source.line > 1 else ""
    return f"{where}{stopped(for_reader(finding.message, Reader.LETTER))}{stopped(for_reader(finding.hint, Reader.LETTER))}"
