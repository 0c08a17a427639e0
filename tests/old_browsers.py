"""The browsers of old machines, as npm packages carry them: unpacked once, run without a window, asked what a page is
like in them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path
from typing import Any

from goldens import ROOT

PACKAGES = {78: "chrome-aws-lambda", 109: "@sparticuz/chromium"}
"""By the version of Chromium each carries: old 360 and 奇安信 are 78, Windows 7 ends with 109."""
MODULES = Path(os.environ.get("MZGZ_NODE_MODULES", ROOT / "node_modules"))
SCREEN = (1366, 768)
PROBE = """
(function () {
  var faults = [];
  window.onerror = function (words) { faults.push(words); };
  window.onload = function () {
    var root = document.documentElement, saved = document.getElementById('saved'), form = document.getElementById('filling');
    var cell = form && saved && form.querySelector('input.num');
    if (cell) { cell.value += '1'; cell.dispatchEvent(new Event('input', {bubbles: true})); }
    var cards = [], all = document.querySelectorAll('.card,.work,.inbox');
    for (var i = 0; i < all.length; i++) {
      var box = all[i].getBoundingClientRect();
      cards.push([all[i].className, box.left, box.top, box.right, box.bottom].join(' '));
    }
    root.setAttribute('data-probe', [
      (/Chrome\\/(\\d+)/.exec(navigator.userAgent) || ['', ''])[1], root.scrollWidth, faults.join(';'), saved ? saved.textContent : '', cards.join('/')
    ].join('|'));
  };
}());
"""
"""Read out by what is dumped of the page: what it is like after everything has been loaded and laid out."""


def carried(version: int) -> Path:
    """Where the package keeps the browser."""
    return MODULES / PACKAGES[version] / "bin"


def unpacked(version: int, folder: Path) -> Path:
    """The browser with what it needs, ready to run."""
    script = "const fs=require('fs');fs.writeFileSync(process.argv[2],require('zlib').brotliDecompressSync(fs.readFileSync(process.argv[1])),{mode:0o755})"
    for packed in carried(version).glob("*.br"):
        out = folder / packed.name.removesuffix(".br")
        subprocess.run(["node", "-e", script, str(packed), str(out)], check=True)  # noqa: S603, S607
        if out.suffix == ".tar":
            subprocess.run(["tar", "xf", str(out), "-C", str(folder)], check=True)  # noqa: S603, S607
            out.unlink()
    return folder / "chromium"


class Seen:
    """A page as the browser had it in the end."""

    def __init__(self, dumped: str) -> None:
        self.text = dumped
        found = re.search(r'data-probe="([^"]*)"', dumped)
        assert found, dumped[-800:]
        version, width, self.faults, self.saved, cards = unescape(found[1]).split("|")
        self.version, self.width = int(version), int(width)
        boxes = (card.rsplit(" ", 4) for card in cards.split("/") if card)
        self.boxes = [(name, *(float(each) for each in sides)) for name, *sides in boxes]


def _environment(browser: Path) -> dict[str, str]:
    return {**os.environ, "LD_LIBRARY_PATH": str(browser.parent / "lib"), "HOME": str(browser.parent)}


_OPTIONS = ("--headless", "--no-sandbox", "--no-zygote", "--single-process", "--disable-gpu", "--lang=zh-CN")


def printed(browser: Path, address: str, paper: Path) -> bytes:
    """What the browser prints of an address, as PDF."""
    command = [str(browser), *_OPTIONS, f"--print-to-pdf={paper}", "--print-to-pdf-no-header", address]
    for _ in range(5):
        subprocess.run(command, env=_environment(browser), capture_output=True, timeout=120, check=False)  # noqa: S603
        if paper.is_file():
            return paper.read_bytes()
    raise AssertionError("nothing was printed")


def sheets(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    pages = len(re.findall(rb"/Type ?/Page\b", pdf))
    assert len(boxes) >= pages > 0
    return [(float(width), float(height)) for width, height in boxes[:pages]]


def look(browser: Path, address: str) -> Seen:
    """Open the address in a window of its own and say what came of it. A browser of that age now and then ends before
    the page does; then it is asked again."""
    size = f"--window-size={SCREEN[0]},{SCREEN[1]}"
    for budget in range(4000, 24000, 4000):  # on a busy machine the page may not have come by then
        command = [str(browser), *_OPTIONS, size, f"--virtual-time-budget={budget}", "--dump-dom", address]
        done = subprocess.run(command, env=_environment(browser), capture_output=True, timeout=120, check=False)  # noqa: S603
        dumped = done.stdout.decode("utf-8", "replace")
        if 'data-probe="' in dumped:
            return Seen(dumped)
    raise AssertionError(done.stderr.decode("utf-8", "replace")[-800:])


Environ = dict[str, Any]


def probed(app: Callable[..., Iterable[bytes]], name: str) -> Callable[..., Iterable[bytes]]:
    """The desk behind a proxy that has logged `name` in, with the probe as one more file of its own on every page."""

    def answer(environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/probe.js":
            start("200 OK", [("Content-Type", "text/javascript")])
            return [PROBE.encode()]
        environ["HTTP_X_USER"] = name
        body = b"".join(app(environ, start))
        return [body.replace(b"<title>", b'<script src="/probe.js"></script><title>')]

    def without_length(environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start(status, [each for each in headers if each[0] != "Content-Length"], *rest)

        return answer(environ, begin)

    return without_length
