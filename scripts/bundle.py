"""Everything an offline machine needs in one folder: wheels of the program and its parts, checksums, two files to click.

    python scripts/bundle.py --out dist/离线安装包 --platform win_amd64 --python 3.11

Run where a package index can be reached; carry the folder over; 安装.bat or sh 安装.sh installs without a network.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PLATFORMS: Final = {
    "win_amd64": ("win_amd64",),
    "x86_64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "aarch64": ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
}
"""By the name people use: the wheel tags pip is asked for, the newest first."""

MACHINES: Final = {
    "win_amd64": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    "x86_64": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "aarch64": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "aarch64"},
}
"""What a requirement may ask of the machine it is meant for: pip would ask the machine it runs on."""

INSTALL_BAT: Final = """\
@echo off
setlocal
chcp 936 >nul
pushd "%~dp0"
set PY=py -{python}
%PY% -c "import sys" >nul 2>nul || set PY=python
%PY% -c "import struct,sys; sys.exit(sys.version_info[:2]!=({numbers}) or struct.calcsize('P')!=8)" >nul 2>nul
if errorlevel 1 (
  echo 没有找到 64 位的 Python {python}，请先装好再双击这个文件。
  pause
  exit /b 1
)
%PY% -c "import hashlib,sys; sys.exit(any(hashlib.sha256(open(n,'rb').read()).hexdigest()!=s for s,n in (l.split() for l in open('校验.txt',encoding='utf-8'))))"
if errorlevel 1 (
  echo 安装包不完整，请重新拷一份再双击这个文件。
  pause
  exit /b 1
)
%PY% -m venv mzgz-env
if errorlevel 1 (
  echo 没有装成：填报台开着的，先关掉再装；没有开着，就是这个文件夹里写不了东西，请把整个文件夹拷到桌面再装。
  pause
  exit /b 1
)
"mzgz-env\\Scripts\\python.exe" -m pip install --no-index --find-links wheels --force-reinstall "mzgz[serve,xls]"
if errorlevel 1 (
  echo 没有装成：填报台开着的，先关掉再装；还不行，请把上面的话告诉维护人员。
  pause
  exit /b 1
)
echo 装好了。双击“开始.bat”打开填报台。
pause
"""
START_BAT: Final = """\
@echo off
setlocal
chcp 936 >nul
pushd "%~dp0"
set "MZGZ=mzgz-env\\Scripts\\python.exe"
if not exist "%MZGZ%" (
  echo 还没有装，请先双击“安装.bat”。
  pause
  exit /b 1
)
if not exist "工作区\\mzgz.yaml" "%MZGZ%" -m mzgz init "工作区"
"%MZGZ%" -m mzgz serve -C "工作区"
pause
"""
INSTALL_SH: Final = """\
#!/bin/sh
# 离线安装：sh 安装.sh
set -eu
cd "$(dirname "$0")"
sha256sum --check --quiet 校验.txt
python3 -c 'import sys; sys.exit(sys.version_info[:2] != ({numbers}))' || {{ echo "要 Python {python}，这台机器上的是 $(python3 -V)。"; exit 1; }}
python3 -m venv mzgz-env
mzgz-env/bin/python -m pip install --no-index --find-links wheels --force-reinstall "mzgz[serve,xls]"
echo "装好了。打开填报台：sh 开始.sh"
"""
START_SH: Final = """\
#!/bin/sh
set -eu
cd "$(dirname "$0")"
[ -f 工作区/mzgz.yaml ] || mzgz-env/bin/mzgz init 工作区
exec mzgz-env/bin/mzgz serve -C 工作区
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the folder; the exit status of the first step that failed."""
    options = _options(arguments)
    wheels = options.out / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    own = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", str(wheels), str(ROOT)]
    others = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:", "--dest", str(wheels)),
        *("--python-version", options.python, "--implementation", "cp"),
        *(part for tag in PLATFORMS[options.platform] for part in ("--platform", tag)),
        *("--constraint", str(ROOT / "constraints.txt")),
    ]
    steps = [own, [*others, *requirements()]]
    while steps:
        status = subprocess.run(steps.pop(0), check=False).returncode  # noqa: S603 - pip, of this very interpreter
        if status:
            return status
        if not steps and (lacking := missing(wheels, options.platform, options.python)):
            steps.append([*others, *lacking])
    _write_around(options.out, options.python, windows=options.platform == "win_amd64")
    print(f"{options.out}：{len(list(wheels.iterdir()))}个部件，{_mega(wheels)} MB")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "离线安装包")
    parser.add_argument("--platform", choices=tuple(PLATFORMS), default="win_amd64")
    parser.add_argument("--python", default="3.11", help="version on the machine it is meant for")
    return parser.parse_args(arguments)


def requirements() -> list[str]:
    """What the program, its desk and the reader of old workbooks need, as pyproject.toml says it."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [*project["dependencies"], *extras["serve"], *extras["xls"]]


def missing(wheels: Path, platform: str, python: str) -> list[str]:
    """What the wheels of the folder ask for on the machine they are meant for, and the folder does not hold."""
    from pip._vendor.packaging.requirements import Requirement
    from pip._vendor.packaging.utils import canonicalize_name

    machine = {**MACHINES[platform], "python_version": python, "python_full_version": f"{python}.0", "extra": ""}
    files = sorted(wheels.glob("*.whl"))
    there = {canonicalize_name(file.name.split("-")[0]) for file in files}
    asked = (Requirement(line) for file in files for line in _asked_by(file))
    extras = {"serve", "xls"}
    meant = (
        each
        for each in asked
        if each.marker is None or any(each.marker.evaluate({**machine, "extra": extra}) for extra in ("", *extras))
    )
    return sorted({f"{each.name}{each.specifier}" for each in meant if canonicalize_name(each.name) not in there})


def _asked_by(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        lines = archive.read(name).decode().split("\n\n")[0].splitlines()
    return [line.removeprefix("Requires-Dist:").strip() for line in lines if line.startswith("Requires-Dist:")]


def _write_around(out: Path, python: str, *, windows: bool) -> None:
    """Checksums of the wheels, and the files a person clicks on."""
    sums = "".join(
        f"{hashlib.sha256(wheel.read_bytes()).hexdigest()}  wheels/{wheel.name}\n"
        for wheel in sorted((out / "wheels").iterdir())
    )
    (out / "校验.txt").write_text(sums, encoding="utf-8", newline="\n")
    said = {"python": python, "numbers": python.replace(".", ",")}
    if (
        windows
    ):  # cmd reads a batch file line by line in the code page of the window: in Chinese offices GBK, or made so
        (out / "安装.bat").write_text(INSTALL_BAT.format(**said), encoding="gbk", newline="\r\n")
        (out / "开始.bat").write_text(START_BAT, encoding="gbk", newline="\r\n")
    else:
        (out / "安装.sh").write_text(INSTALL_SH.format(**said), encoding="utf-8", newline="\n")
        (out / "开始.sh").write_text(START_SH, encoding="utf-8", newline="\n")


def _mega(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir()) // (1024 * 1024)


if __name__ == "__main__":
    sys.exit(main())
