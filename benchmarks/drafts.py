"""Checks articles as drafts against the other articles of their dossiers: `python -m benchmarks.drafts FOLDER …`.

Each FOLDER holds the articles of one dossier. Every article is taken out in turn and checked, first as it stands, where
nothing should be called wrong; then with one claim changed that the others tell (`benchmarks.draft_changes`). The share
of changes that are flagged with the right status is printed for each kind, and the share of unchanged claims called
wrong. Changes are drawn with a fixed seed for each article, so a few folders at a time give what all together do.
"""

from __future__ import annotations

import dataclasses
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import dossier
from benchmarks.draft_changes import changes
from dossier.config import load
from dossier.extracting import extract
from dossier.linking.checking.check import check
from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.cache import Cache
from dossier.model import WRONG_STATUSES, Article, CheckedClaim, Definition
from dossier.reading.reader import article_of
from dossier.storing.engines import open_store
from dossier.storing.findings.facts import facts

RIGHT = {
    "digit": {"differs", "inconsistent"},
    "unit": {"differs", "inconsistent"},
    "bound": {"differs"},
    "direction": {"differs"},
    "letter": {"misspelt"},
    "role": {"differs"},
    "quote word": {"misquoted"},
    "splice": {"misquoted"},
    "speaker": {"misattributed"},
    "weekday": {"inconsistent", "differs"},
    "date": {"inconsistent", "differs"},
}


def checked(
    text: str, article: Article, sources: Sequence[ArticleFacts], defined: Sequence[Definition], cache: Cache
) -> list[CheckedClaim]:
    """Return the claims of a changed text of an article, dated as the article is."""
    draft = article_of(text.encode(), Path(article.path).suffix or ".txt", id="draft", shown="draft")
    draft = dataclasses.replace(draft, published=article.published)
    return check(draft, extract(draft), sources, definitions=defined, cache=cache)


def main() -> None:
    """Print the figures of the dossiers named on the command line."""
    wrong, all_, flagged, tried = Counter(), Counter(), Counter(), Counter()
    missed: list[str] = []
    for folder in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as work:
            config = Path(work) / "config.yaml"
            config.write_text(f"sources: [{json.dumps(str(Path(folder).resolve()))}]\nindex: index\nnotebook: n.yaml\n")
            with dossier.open(config):
                pass
            store = open_store(load(config))
            every, defined = list(facts(store).articles), store.annotations(Definition)
            store.close()
        for held in every:
            article, sources = held.article, [one for one in every if one is not held]
            others = [d for d in defined if d.article != article.id]
            cache = Cache(objects=True)
            claims = checked(article.text, article, sources, others, cache)
            for claim in claims:
                all_[claim.kind] += 1
                if claim.status in WRONG_STATUSES:
                    wrong[claim.kind] += 1
                    missed.append(
                        f"{folder} {article.id} unchanged {claim.kind} {claim.text!r}: {claim.status}: {claim.why}"
                    )
            chance = random.Random(f"18 {Path(folder).name} {article.id}")  # the same whatever folders are named
            for kind, at, text in changes(chance, held, sources, claims):
                tried[kind] += 1
                found = [c for c in checked(text, article, sources, others, cache) if c.start <= at < c.end]
                if any(c.status in RIGHT[kind] for c in found):
                    flagged[kind] += 1
                else:
                    said = [(c.kind, c.text, c.status) for c in found]
                    missed.append(f"{folder} {article.id} {kind} {text[max(0, at - 30) : at + 50]!r}: {said}")
    print("\n".join(missed), file=sys.stderr)
    for kind, count in all_.items():
        print(f"unchanged {kind}: {wrong[kind]} of {count} called wrong ({wrong[kind] / count:.3f})")
    for kind, count in tried.items():
        print(f"changed {kind}: {flagged[kind]} of {count} flagged ({flagged[kind] / count:.3f})")


if __name__ == "__main__":
    main()
