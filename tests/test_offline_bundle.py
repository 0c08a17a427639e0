"""The folder for machines without a network: complete for the machine it is meant for, and clickable there."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from goldens import ROOT


@pytest.fixture(scope="module")
def bundle() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bundle", ROOT / "scripts" / "bundle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wheel(folder: Path, name: str, *asks: str) -> None:
    lines = "".join(f"Requires-Dist: {line}\n" for line in asks)
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr(
            f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\n{lines}\nRequires-Dist: no\n"
        )


def test_what_only_the_other_machine_needs_is_not_forgotten(bundle: ModuleType, tmp_path: Path) -> None:
    wheel(tmp_path, "click", 'colorama; platform_system == "Windows"', 'pytest; extra == "dev"')
    wheel(tmp_path, "mzgz", "click>=8", 'Flask<4,>=3.1; extra == "serve"', 'tomli; python_version < "3.11"')
    assert bundle.missing(tmp_path, "win_amd64", "3.11") == ["Flask<4,>=3.1", "colorama"]
    assert bundle.missing(tmp_path, "aarch64", "3.11") == ["Flask<4,>=3.1"]
    wheel(tmp_path, "flask")
    wheel(tmp_path, "colorama")
    assert bundle.missing(tmp_path, "win_amd64", "3.11") == []


def test_batch_files_are_in_the_code_page_cmd_reads(bundle: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    bundle._write_around(tmp_path, "3.11", windows=True)
    for name in ("安装.bat", "开始.bat"):
        data = (tmp_path / name).read_bytes()
        text = data.decode("gbk")
        assert data.count(b"\r\n") == text.count("\n") == data.count(b"\n")
        before, chosen, after = text.partition("chcp 936 >nul\r\n")
        assert chosen, "where Windows is set to UTF-8 the lines below would be read as something else"
        assert before.isascii()
        assert "mzgz.exe" not in after, "it starts by a path that is wrong once the folder has been moved"
        paths = [word for word in text.split() if "mzgz-env\\" in word or "工作区" in word]
        assert paths
        assert all(word.startswith('"') and word.endswith('"') for word in paths), paths
    text = (tmp_path / "安装.bat").read_text(encoding="gbk")
    assert "sys.version_info[:2]!=(3,11)" in text
    assert "--force-reinstall" in text  # a newer folder bears the same number


def test_a_folder_that_was_not_copied_whole_is_noticed_on_windows_too(bundle: ModuleType, tmp_path: Path) -> None:
    """The line of the batch file, as its Python runs it."""
    (tmp_path / "wheels").mkdir()
    wheel(tmp_path / "wheels", "mzgz")
    bundle._write_around(tmp_path, "3.11", windows=True)
    line = next(line for line in (tmp_path / "安装.bat").read_text(encoding="gbk").split("\n") if "hashlib" in line)
    program = line.split('"')[1]

    def status() -> int:
        return subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False).returncode  # noqa: S603

    assert status() == 0
    (tmp_path / "wheels/mzgz-1.0-py3-none-any.whl").write_bytes(b"half of it")
    assert status() == 1


def test_shell_files_are_as_a_shell_reads_them(bundle: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    wheel(tmp_path / "wheels", "mzgz")
    bundle._write_around(tmp_path, "3.11", windows=False)
    text = (tmp_path / "安装.sh").read_bytes().decode()
    assert "\r" not in text
    assert "!= (3,11))' || { echo" in text
    assert len((tmp_path / "校验.txt").read_text(encoding="utf-8").splitlines()) == 1
