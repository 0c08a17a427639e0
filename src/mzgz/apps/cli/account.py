"""`mzgz account`: who may use the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import typer

from mzgz.apps.cli.options import EXIT_UNOPENED, EXIT_USAGE, Debug, Directory, Refusal, UnitName, open_ledger
from mzgz.apps.cli.typed_names import find_unit

_Deed = Annotated[
    Literal["add", "remove", "list"], typer.Argument(metavar="动作", help="add 新开、remove 停用、list 列出。")
]
_Name = Annotated[
    str | None, typer.Argument(metavar="登录名", help="单位的简称就当作那个单位；局里的人写岗位，如 经办。")
]


def account(
    deed: _Deed,
    name: _Name = None,
    role: Annotated[str, typer.Option("--role", metavar="角色", help="填 审 局经办 局领导 管理 代录")] = "填",
    unit: UnitName = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """填报台的账号：新开时给一个一次性口令。"""
    from mzgz.apps.cli.locked_writing import workspace_refusals

    root, ledger, _ = open_ledger(directory)
    try:
        from mzgz.apps.web.accounts import Accounts
        from mzgz.apps.web.roles import DeskRole
    except ModuleNotFoundError as missing:
        raise Refusal(
            f'填报台要另装一个部件（缺 {missing.name}）：pip install "mzgz[serve]"。', EXIT_UNOPENED
        ) from missing
    accounts = Accounts(root)
    if deed == "list":
        for each in accounts.all():
            whose = ledger.units.by_code[each.unit].label if each.unit and each.unit in ledger.units.by_code else "局里"
            print(f"{each.name}  {whose}  {each.role}  {'已设密码' if each.password else '等第一次登录'}")
        return
    if not name:
        raise Refusal("用法不对：请写登录名，如 mzgz account add 单位简称 --role 填。", EXIT_USAGE)
    if deed == "remove":
        with workspace_refusals(root):
            removed = accounts.remove(name)
        if not removed:
            raise Refusal(f"没有账号“{name}”。", EXIT_USAGE)
        print(f"已停用 {name}。")
        return
    try:
        chosen = DeskRole(role)
    except ValueError:
        raise Refusal(f"没有角色“{role}”：{'、'.join(each.value for each in DeskRole)}。", EXIT_USAGE) from None
    whose_unit = find_unit(ledger, unit or name) if chosen.of_unit else None
    now = datetime.now()  # noqa: DTZ005 - the desk's own clock
    with workspace_refusals(root):
        code = accounts.add(name, chosen, whose_unit.code if whose_unit else None, now)
    print(f"登录名：{name}（{whose_unit.label if whose_unit else '局里'}，{chosen.value}）")
    print(f"一次性口令：{code}（7天内有效，用一次；第一次登录时设密码）")
