"""`mzgz rules`: the rules and their manual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import EXIT_USAGE, Debug, Directory, Refusal, open_ledger
from mzgz.apps.cli.typed_days import today

if TYPE_CHECKING:
    from pathlib import Path

    from mzgz.model.findings import Rule

_COLUMNS = 80


def rules(
    rule: Annotated[str | None, typer.Argument(metavar="[规则]", help="规则名或代码，如 jump、A102。")] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="在本工作区，哪些规则没起过作用。")] = False,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """列出审核规则，或说明其中一条。"""
    if coverage:
        _show_coverage(directory)
        return
    from mzgz.formats.terminal.text_width import wrap
    from mzgz.language.near_matches import near
    from mzgz.validation.manual import rule_list, rule_text

    known = every_rule()
    if rule is None:
        print(rule_list(known), end="")
        return
    for each in known:
        if rule in (each.slug, each.code):
            for line in rule_text(each).splitlines():
                print("\n".join([line] if line.startswith(" ") else wrap(line, _COLUMNS)))
            return
    like = near(rule, [each.slug for each in known])
    raise Refusal(
        f"没有规则“{rule}”。" + (f"是不是：{'、'.join(like)}？" if like else "用 mzgz rules 查看全部规则。"), EXIT_USAGE
    )


def _show_coverage(directory: Path | None) -> None:
    """Rule by rule: fired, looked and found nothing, always skipped; those that guard nothing last."""
    from mzgz import validation
    from mzgz.validation.engine.rule_coverage import coverage

    _, ledger, found = open_ledger(directory)
    rows = coverage(validation.ALL_RULES, ledger, found, today())
    for row in sorted(rows, key=lambda row: (not row.fired, not row.passed, row.rule.code)):
        counts = f"有问题{row.fired}  通过{row.passed}  跳过{row.skipped}"
        print(f"{row.rule.code}  {row.rule.slug:<32}{row.word}  {counts if row.rule.over != 'form' else ''}".rstrip())
    idle = [row.rule.slug for row in rows if row.rule.over != "form" and not row.fired and not row.passed]
    print(f"共{len(rows)}条规则；有问题的{sum(bool(row.fired) for row in rows)}条；始终没有用上的{len(idle)}条"
          + (f"：{'、'.join(idle)}" if idle else "") + "。")  # fmt: skip


def every_rule() -> tuple[Rule, ...]:
    """Rules over what is submitted, over filled forms, over drafts and over edited documents."""
    from mzgz import validation
    from mzgz.intake.faults import form_faults
    from mzgz.publishing.report.draft_rules import RULES as DRAFT_RULES
    from mzgz.publishing.verify.document_verification import RULES as VERIFY_RULES

    return (*validation.ALL_RULES, *form_faults.RULES, *DRAFT_RULES, *VERIFY_RULES)
