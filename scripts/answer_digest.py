"""Print a digest of every answer for some folders of articles, to check that a refactoring changed none.

    .venv/bin/python scripts/answer_digest.py seeds ../shared/seeds ../shared/dossiers/*/articles > before.txt
    … refactor …
    .venv/bin/python scripts/answer_digest.py seeds ../shared/seeds ../shared/dossiers/*/articles | diff before.txt -

One line for each folder and kind of answer: the number of items and the first 16 digits of their SHA-256. With
`--write DIR` the answers themselves are written as JSON Lines, so that `diff` shows what changed. Each folder is
indexed anew in a temporary folder; nothing is written beside the articles.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import dossier
from dossier.dossier import Dossier

KINDS = (
    "articles", "entities", "mentions", "numbers", "dates", "quotes", "related", "compare", "timeline", "coverage",
    "search",
)  # fmt: skip
_SEARCHED = 40  # names that are searched for


def plain(value: Any) -> Any:
    """Return `value` as what JSON can hold, with sets in order and floats at nine digits."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | bool | None) else str(value)


def answers(opened: Dossier, kind: str) -> Iterator[Any]:
    """Yield the answers of one kind, in the order in which the program gives them."""
    if kind == "related":
        for number, info in enumerate(opened.articles()):
            for passage in opened.article(info.id).passages[number % 3 :: 3]:
                yield from opened.related(f"{info.id}#char={passage.start},{passage.end}")
    elif kind == "search":
        for entity in opened.entities()[:_SEARCHED]:
            for query in (entity.name, f'"{entity.name}"', f'entity:"{entity.name}" number:>=2'):
                found = opened.search(query, limit=50)
                yield query, found.hits, found.total, found.articles, found.notice, opened.facets(query)
    else:
        yield from getattr(opened, kind)()


def digests(folder: Path, write: Path | None) -> Iterator[str]:
    """Yield a line for each kind of answer about the articles of `folder`."""
    with tempfile.TemporaryDirectory() as work:
        config = Path(work) / "config.yaml"
        config.write_text(
            f"sources: [{json.dumps(str(folder.resolve()))}]\nindex: index\nnotebook: notebook.yaml\n", encoding="utf-8"
        )
        with dossier.open(config) as opened:
            opened.index()
            for kind in KINDS:
                lines = [json.dumps(plain(item), ensure_ascii=False) for item in answers(opened, kind)]
                text = "\n".join(lines).replace(str(folder.resolve()), "FOLDER").replace(work, "WORK")
                if write:
                    name = str(folder).strip("./").replace("/", "_")
                    (write / f"{name}.{kind}.jsonl").write_text(text + "\n", encoding="utf-8")
                yield f"{folder} {kind} {len(lines)} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def main() -> None:
    """Read the command line and print the digests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument(
        "--write", type=Path, metavar="DIR", help="also write the answers as JSON Lines into this folder"
    )
    given = parser.parse_args()
    if given.write:
        given.write.mkdir(parents=True, exist_ok=True)
    for folder in given.folders:
        for line in digests(folder, given.write):
            print(line, flush=True)


if __name__ == "__main__":
    main()
