"""Hold the licences of everything that installing Dossier brings to a list: `make check`.

Reads the metadata of the installed packages, those that the optional extras `pdf` and `all` name included, and what
these need in their turn. A package that is not installed is passed over.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
ALLOWED = ("MIT", "BSD", "Apache", "MPL", "Mozilla Public", "ISC", "PSF", "Python Software Foundation", "Unlicense")
FORBIDDEN = re.compile(r"\b(?:A?GPL|GNU|LGPL|proprietary|commercial)", re.IGNORECASE)
EXTRAS = ("pdf", "all")


def needed() -> dict[str, metadata.Distribution]:
    """Return the installed packages that the project and its extras need, directly or not, by name."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    waiting = [*project["dependencies"]]
    for extra in EXTRAS:
        waiting += project["optional-dependencies"].get(extra, [])
    found: dict[str, metadata.Distribution] = {}
    while waiting:
        requirement = waiting.pop()
        if "extra ==" in requirement:
            continue
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")
        if name in found or name == "dossier":
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        waiting += found[name].requires or []
    return found


def licences(package: metadata.Distribution) -> list[str]:
    """Return what a package says of its licence: the expression, the classifiers, the first line of the text."""
    told = package.metadata
    classified = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License")]
    text = (told.get("License") or "").strip().splitlines()[:1]
    return [one for one in (told.get("License-Expression"), *classified, *text) if one]


def problems(packages: Iterable[tuple[str, list[str]]]) -> list[str]:
    """Return a sentence for each package whose licence is not on the list."""
    found = []
    for name, said in packages:
        if not any(word.lower() in text.lower() for text in said for word in ALLOWED):
            found.append(f"{name}: its licence is not on the list ({'; '.join(said) or 'nothing is said'}).")
        elif any(FORBIDDEN.search(text) and " OR " not in text for text in said):
            found.append(f"{name}: its licence asks for more than the project gives ({'; '.join(said)}).")
    return sorted(found)


def main() -> int:
    """Print what is not allowed; return 1 where anything is."""
    packages = {name: licences(package) for name, package in needed().items()}
    found = problems(packages.items())
    for line in found:
        print(line)
    print(f"{len(packages)} packages, {len(found)} with a licence that is not allowed.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
