"""Runs every benchmark of this folder, one after the other: `make bench`.

    python -m benchmarks [NAME …]     default: all of them, but for those that take hours (`ON_REQUEST`)

A benchmark is a module with a `main` that prints its figures beside their targets. Each has a process of its own, so
that none finds the memory or the caches of another.
"""

from __future__ import annotations

import importlib
import pkgutil
import platform
import subprocess
import sys
from pathlib import Path


def main(wanted: list[str]) -> int:
    """Run the benchmarks named, or all; gives 1 where one of them failed."""
    found = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in found if name[0] != "_"}
    names = [name for name, module in modules.items() if hasattr(module, "main")]
    usual = [name for name in names if not hasattr(modules[name], "ON_REQUEST")]
    if unknown := set(wanted) - set(names):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names)}.")
    print(f"Python {platform.python_version()} on {platform.machine()}, {platform.system()}")
    failed = 0
    for name in wanted or usual:
        print(f"\n── {name} " + "─" * (76 - len(name)), flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
