"""Install the wheel of a folder into clean environments, one for each Python found, and use it there.

    python scripts/try_wheel.py dist [PYTHON …]

Without names every python3.11, python3.12 and python3.13 on the PATH is tried. In each, the sample is opened, searched
and compared, and a report is written. Ends with 1 where anything fails or no Python was found.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMES = ("python3.11", "python3.12", "python3.13")
COMMANDS = (["--version"], ["index"], ["search", "ultimatum"], ["compare"], ["export", "report", "story.html"])


def tried(python: str, wheel: Path) -> bool:
    """Install the wheel for one Python and run the commands; say how long both took."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        began = time.monotonic()
        subprocess.run([python, "-m", "venv", place / "env"], check=True)
        installer = [place / "env" / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*installer, f"{wheel}[all]"], check=True)
        installed = time.monotonic() - began
        shutil.copytree(ROOT / "seeds", place / "seeds")
        shutil.copy(ROOT / "config.yaml", place)
        dossier = place / "env" / "bin" / "dossier"
        home = {"HOME": folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        for words in COMMANDS:
            done = subprocess.run([dossier, *words], cwd=place, env=home, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"{python}: dossier {' '.join(words)} ended with {done.returncode}: {done.stderr.strip()}")
                return False
        page = (place / "env" / "share" / "man" / "man1" / "dossier.1").is_file()
        print(f"{python}: installed in {installed:.0f} s, used for {time.monotonic() - began - installed:.0f} s")
        return page


def runs(name: str) -> bool:
    """Return whether there is such a Python; a version manager may have a name for one that is not installed."""
    return (
        bool(shutil.which(name))
        and not subprocess.run([name, "--version"], capture_output=True, check=False).returncode
    )


def main() -> int:
    """Try the newest wheel of a folder."""
    wheel = max(Path(sys.argv[1]).resolve().glob("*.whl"), key=lambda path: path.stat().st_mtime)
    found = sys.argv[2:] or [name for name in NAMES if runs(name)]
    worked = [tried(python, wheel) for python in found]
    return 0 if worked and all(worked) else 1


if __name__ == "__main__":
    sys.exit(main())
