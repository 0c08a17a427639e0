"""The page on several machines does what it says: its commands run, those of two machines at the same time, as two processes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from collected import places
from commands import files_of

pytest.importorskip("duckdb")

PAGE = (Path(__file__).parents[2] / "docs" / "在集群上.md").read_text(encoding="utf-8")
BLOCKS = [
    re.findall(r"^\$ mzgz (.*?)(?:\s+# 退出码 ([0-9]+))?$", block, re.MULTILINE)
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
]
HERE = "--master local[2] --driver-memory 1g --conf spark.ui.enabled=false pyspark-shell"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder all machines share: the workspaces by province, and the plan in each data set."""
    root = places(tmp_path_factory.mktemp("shared"))
    for province, names in (("甲省", ("甲市", "乙市")), ("乙省", ("丙市",))):
        for name in names:
            shutil.move(root / "各地" / name, root / "各地" / province / name)
        shutil.copytree(root / "汇总", root / f"汇总-{province}")
    shutil.copytree(root / "汇总", root / "一台收的")
    return root


def start(root: Path, command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "mzgz", *shlex.split(command)],
        cwd=root,
        env={**os.environ, "PYSPARK_SUBMIT_ARGS": HERE},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def finish(running: subprocess.Popen[str], status: str) -> str:
    out, err = running.communicate()
    assert running.returncode == int(status or 0), err
    return out


def test_the_commands_of_the_page_run_and_come_to_what_one_machine_comes_to(shared: Path) -> None:
    (apart, together, seen, spark) = BLOCKS
    assert [len(block) for block in BLOCKS] == [2, 1, 3, 1]
    at_once = [start(shared, command) for command, _ in apart]
    assert ["这次新收2个" in finish(one, "0") for one in at_once] == [True, False]
    assert "这次新收3个，没有变动的0个，没有收的0个" in finish(start(shared, together[0][0]), "0")
    told = [finish(start(shared, command), status) for command, status in seen]
    assert "跨单位的和没有报送的现在审" in told[0]
    assert "共5项" in told[1]
    assert "护理型床位占比" in told[2]
    finish(start(shared, "collect 各地/甲省 各地/乙省 --into 一台收的"), "0")
    assert files_of(shared / "汇总") == files_of(shared / "一台收的")
    assert "这次新收0个，没有变动的3个" in finish(start(shared, together[0][0]), "0")
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("all but Spark: pyspark or Java is not installed")
    assert finish(start(shared, spark[0][0]), "0") == told[1]
