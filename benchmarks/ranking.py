"""Ranking beside FTS5, nDCG@10 on annotated dossiers where there are any: `python -m benchmarks.ranking [FOLDER]`.

FOLDER holds dossiers, each with `articles/` and a `gold.json` that says where the sentences are and of which event each
phrase tells. All articles are one collection. A sentence that tells of an event which another article tells of too is a
query: any of its words. A passage of another article is relevant in the degree of the events of the sentence that it
tells of. Both engines get the same words and the same passages, cut by the program.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
import sys
import tempfile
from math import log2
from pathlib import Path
from statistics import mean

from benchmarks.peers import ranked
from dossier.config import load
from dossier.dossier import Dossier
from dossier.storing.query.tree import Or, Term
from dossier.storing.text.tokens import STOP_WORDS, words

_FIRST = 10
_WORDS = 60  # of a query; the program takes 64
_DEEP = 60  # passages taken of each, so that ten are left without those of the query's own article

Spot = tuple[str, int, int]  # article, start, end


def _gain(relevances: list[int]) -> float:
    return sum((2**relevance - 1) / log2(place + 2) for place, relevance in enumerate(relevances[:_FIRST]))


def main(folder: Path) -> None:
    """Print both engines' figures."""
    golds = sorted(folder.glob("*/gold.json"))
    if not golds:
        print(f"no annotated dossiers in {folder}")
        return
    events: dict[str, list[tuple[int, int, str]]] = {}
    sentences: list[Spot] = []
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "config.yaml").write_text("sources: [articles]\n")
        for gold in golds:
            shutil.copytree(gold.parent / "articles", place / "articles" / gold.parent.name)
            for file, marked in json.loads(gold.read_text("utf-8")).items():
                id_ = f"{gold.parent.name}/{Path(file).stem}"
                events[id_] = [(e["start"], e["end"], e["instance"]) for e in marked["events"] if e["instance"]]
                sentences += [(id_, start, end) for _, start, end in marked["sentences"]]
        config = dataclasses.replace(load(folder=place), state=place / "state", index=place / "index")
        with Dossier(config) as found:
            found.index()
            _compare(found, sentences, events)


def _compare(found: Dossier, sentences: list[Spot], events: dict[str, list[tuple[int, int, str]]]) -> None:
    articles = {info.id: found.article(info.id) for info in found.articles()}
    spots: list[Spot] = [(id_, p.start, p.end) for id_, article in articles.items() for p in article.passages]
    tells = {spot: _told(spot, events) for spot in spots}
    asked: list[tuple[Spot, set[str], list[str]]] = []
    for sentence in sentences:
        about = _told(sentence, events)
        if any(about & tells[spot] for spot in spots if spot[0] != sentence[0]):
            said = words(articles[sentence[0]].text[sentence[1] : sentence[2]])
            asked.append((sentence, about, [w for w in dict.fromkeys(said) if w not in STOP_WORDS][:_WORDS]))
    theirs = ranked(
        [(no, articles[id_].text[start:end]) for no, (id_, start, end) in enumerate(spots)],
        [Or(tuple(map(Term, said))) for _, _, said in asked],
        _DEEP,
    )
    scores: tuple[list[float], list[float]] = ([], [])
    for (sentence, about, said), numbers in zip(asked, theirs, strict=True):
        hits = found.search(" OR ".join(said), limit=_DEEP).hits
        best = sorted((len(about & told) for spot, told in tells.items() if spot[0] != sentence[0]), reverse=True)
        for total, order in zip(
            scores, ([(hit.article, hit.start, hit.end) for hit in hits], [spots[no] for no in numbers]), strict=True
        ):
            total.append(_gain([len(about & tells[spot]) for spot in order if spot[0] != sentence[0]]) / _gain(best))
    ours, fts5 = map(mean, scores)
    print(f"{len(asked)} queries over {len(spots):,} passages: nDCG@{_FIRST} {ours:.4f}, FTS5 {fts5:.4f}")


def _told(spot: Spot, events: dict[str, list[tuple[int, int, str]]]) -> set[str]:
    id_, start, end = spot
    return {event for since, until, event in events[id_] if since < end and until > start}


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared" / "dossiers")
