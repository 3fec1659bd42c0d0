"""Check a report for accessibility in headless Chromium with axe: light, dark, narrow, and as it is printed.

    npm install --prefix build/axe axe-core
    .venv/bin/python -m scripts.check_report story.html build/axe/node_modules/axe-core/axe.min.js

Every rule of axe is asked, contrast among them; of texts in pictures and signs, which axe does not judge, the contrast
is worked out here. Ends with 1 where a rule is broken or was not judged. With `--pictures FOLDER` each look of the page
is kept as a picture, and its print as a PDF. It needs Debian's `chromium`; `make test` checks without it what
can be told from the page alone (tests/report).
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

RUN = r"""
const luminance = colour => {
  const parts = colour.match(/[\d.]+/g).slice(0, 3).map(Number).map(part => part / 255)
    .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
};
const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
// axe judges no text in pictures and no signs: WCAG 2.2, 1.4.3, wants 4.5 of text and 1.4.11 wants 3 of signs.
const back = getComputedStyle(document.body).backgroundColor;
const drawn = [...document.querySelectorAll("svg text")].map(node => contrast(getComputedStyle(node).fill, back));
const signs = [...document.querySelectorAll(".sign")].map(node => contrast(getComputedStyle(node).color, back));
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(found => {
  const told = list => list.map(rule => [rule.id, rule.impact, rule.nodes.map(node => node.html.slice(0, 160) + " " +
    node.any.map(check => check.message).join(" ").slice(0, 200))]);
  const out = document.createElement("pre");
  out.id = "axe-found";
  out.textContent = JSON.stringify({broken: told(found.violations), unjudged: told(found.incomplete), passed:
    found.passes.map(rule => rule.id), drawn: Math.min(21, ...drawn), signs: Math.min(21, ...signs)});
  document.body.append(out);
});
"""
DARK, PRINT = "@media (prefers-color-scheme: dark)", "@media print"
LOOKS = {
    "light": (1280, "@media (width: 0)", PRINT),
    "dark": (1280, "@media all", PRINT),
    "phone": (390, "@media (width: 0)", PRINT),
    "phone-dark": (390, "@media all", PRINT),
    "print": (794, "@media (width: 0)", "@media all"),
    "print-dark": (794, "@media all", "@media all"),
}
"""Width of the window in pixels, and what stands in the place of the two media queries."""


JUDGED_HERE = ("<text ", '<span class="sign"')
"""How elements begin whose contrast axe cannot judge, and RUN does."""


def _judged_otherwise(node: str, look: str) -> bool:
    """Return whether RUN judges an element, or the wide page does: on phones a table is scrolled out of sight."""
    return node.startswith(JUDGED_HERE) or (look.startswith("phone") and "partially obscured" in node)


def looked_at(page: str, look: str) -> str:
    """Return a page as it is in one of `LOOKS`: its media queries decided, whatever Chromium is told."""
    _, dark, printed = LOOKS[look]
    assert page.count(DARK) == page.count(PRINT) == 1, "the page's media queries are not those known here"
    return page.replace(DARK, dark).replace(PRINT, printed)


def chromium(page: Path, *options: str) -> str:
    """Open a page without a window and return what Chromium writes."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or sys.exit("There is no chromium.")
    with tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [f"--user-data-dir={profile}", "--virtual-time-budget=60000", *options, page.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout


def judged(page: str, axe: str, look: str, folder: Path) -> dict[str, Any]:
    """Return what is found on a page in one of `LOOKS`: rules `broken`, `unjudged` and `passed`, and two contrasts.

    `drawn` is the least contrast of a text in a picture, `signs` that of a sign before a reading.
    """
    text = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", looked_at(page, look))
    text = text.replace("</body>", f"<script>{axe}</script><script>{RUN}</script></body>")
    file = folder / f"{look}.html"
    file.write_text(text, encoding="utf-8")
    dom = chromium(file, "--dump-dom", f"--window-size={LOOKS[look][0]},900")
    found = re.search(r'<pre id="axe-found">(.*?)</pre>', dom, re.DOTALL)
    return json.loads(html.unescape(found[1])) if found else sys.exit(f"axe did not finish ({look}).")


def keep_pictures(page: str, look: str, folder: Path) -> None:
    """Keep the first screens of a page in one of `LOOKS` as a picture, and its print as a PDF."""
    file = folder / f"{look}.html"
    file.write_text(looked_at(page, look), encoding="utf-8")
    height = 2400 if look != "print" else 1123
    chromium(file, f"--screenshot={folder / look}.png", f"--window-size={LOOKS[look][0]},{height}")
    if look.startswith("print"):
        file.write_text(page, encoding="utf-8")
        chromium(file, f"--print-to-pdf={folder / look}.pdf", "--no-pdf-header-footer")
    file.unlink()


def main() -> int:
    """Check a report and say what was found."""
    parser = argparse.ArgumentParser(description="Check a report for accessibility.")
    parser.add_argument("report", type=Path)
    parser.add_argument("axe", type=Path, help="axe.min.js of the npm package axe-core")
    parser.add_argument("--pictures", type=Path)
    given = parser.parse_args()
    page, axe = given.report.read_text(encoding="utf-8"), given.axe.read_text(encoding="utf-8")
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        for look in LOOKS:
            found = judged(page, axe, look, Path(folder))
            for kind in ("broken", "unjudged"):
                for rule, impact, every in found[kind]:
                    nodes = [node for node in every if not _judged_otherwise(node, look)]
                    if not nodes:
                        continue
                    faults += 1
                    print(f"{look}: {kind}: {rule} ({impact})", *nodes[:4], sep="\n    ")
            faults += (found["drawn"] < 4.5) + (found["signs"] < 3)
            contrasts = f"text in pictures {found['drawn']:.1f}, signs {found['signs']:.1f}"
            print(f"{look}: {len(found['passed'])} rules passed; least contrast of {contrasts}")
            if given.pictures:
                given.pictures.mkdir(parents=True, exist_ok=True)
                keep_pictures(page, look, given.pictures.resolve())
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
