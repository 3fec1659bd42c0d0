"""Write what every English article needs of the extractor's tables and word lists into one file that loads quickly.

    python scripts/pack_tables.py

The YAML tables and the lists of `dossier/extracting/lexicon` are what people edit. Loading PyYAML, parsing the tables
and folding the lists took a quarter of the time of a first reading, so `lexicon/packed.json` holds them as they are
after that. A test checks that it agrees with them; whoever changes one runs this script.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dossier.extracting import lexicon

FOLDER = Path(lexicon.__file__).parent
FILE = FOLDER / "packed.json"
TABLES = ("tables/*.yaml", "patterns/[dnq]*.yaml", "languages/en_*.yaml")


def packed() -> dict[str, dict[str, Any]]:
    """Return the tables as they are parsed and the lists as they are folded, by their names."""
    tables = sorted(path.relative_to(FOLDER).with_suffix("") for pattern in TABLES for path in FOLDER.glob(pattern))
    lists = sorted(path.relative_to(FOLDER / "words").with_suffix("") for path in (FOLDER / "words").rglob("*.txt"))
    return {
        "tables": {name.as_posix(): lexicon.parsed(name.as_posix()) for name in tables},
        "words": {name.as_posix(): sorted(lexicon.folded(name.as_posix())) for name in lists},
    }


def written() -> str:
    """Return the text of the file: one table or list a line, so that a change is seen."""
    parts = (
        f"{json.dumps(part)}: {{\n"
        + ",\n".join(f"{json.dumps(name)}: {json.dumps(rows, ensure_ascii=False)}" for name, rows in named.items())
        + "\n}"
        for part, named in packed().items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
