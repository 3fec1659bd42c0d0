"""Tags of whole articles: `tags.yaml` beside the notebook, to be read, edited by hand and kept in git.

One entry for each article and tag. A tag belongs to the path of an article, whatever the article says later.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dossier.files.yaml_records import RecordsFile
from dossier.model import DossierError

_FORM = "Expected a list of tags of articles, each with article and tag."
_HEADING = "# Tags of articles. Comments are yours; the program changes only its own entries.\n"


class ArticleTags:
    """Tags in a file, which programs may use at once; a missing file has none."""

    def __init__(self, path: Path) -> None:
        self._file = RecordsFile(path, DossierError, _FORM, _HEADING)

    def read(self) -> dict[str, tuple[str, ...]]:
        """Return the tags of each article that has any, by its path, in the file's order. Raises DossierError."""
        found: dict[str, dict[str, None]] = {}
        for article, tag in self._entries():
            found.setdefault(article, {})[tag] = None
        return {article: tuple(tags) for article, tags in found.items()}

    def set(self, article: str, tags: Iterable[str]) -> tuple[str, ...]:
        """Give an article, by its path, these tags and no others, and return them. Raises DossierError."""
        wanted = dict.fromkeys(tag for tag in (" ".join(tag.split()).lstrip("#") for tag in tags) if tag)
        entries = self._entries()
        for at in reversed(range(len(entries))):
            if entries[at][0] == article and entries[at][1] not in wanted:
                self._file.remove(at)
        there = {tag for path, tag in entries if path == article}
        for tag in wanted:
            if tag not in there:
                self._file.add({"article": article, "tag": tag})
        return tuple(wanted)

    def _entries(self) -> list[tuple[str, str]]:
        entries = []
        for record in self._file.read():
            article, tag = record.values.get("article"), record.values.get("tag")
            if not article or not tag:
                raise self._file.file.error(_FORM, record.line)
            entries.append((article, tag))
        return entries
