"""Measures searching side by side with release 0.1, stock Whoosh, Xapian and SQLite FTS5, in one run.

    python -m benchmarks.search [--keep FOLDER] [PARAGRAPHS …]     default: 17000 65000, some 22,000 and 85,000 passages

The dossier is real prose where it is installed (benchmarks/prose.py), else made up (benchmarks/corpus.py). Release 0.1
is taken from the history (tag v0.1.0). Every engine is a process of its own and each query goes to all of them in turn;
all times are processor time of the answering process, so that others who use the machine count little. A time is that
of a whole answer: parsing, matching, ranking, the first 20 passages with highlights. Queries are made of the articles'
own words, so common words come as often as in the text. Building is that of the text index alone, from what the
catalogue holds, in turns too. `--keep` leaves the indexed dossiers in a folder, for the next run.
"""

from __future__ import annotations

import dataclasses
import json
import random
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import corpus, peers, prose
from benchmarks.peers import Engine
from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import ArticleInfo, DossierError, Mention, Passage, Quantity, Quotation
from dossier.storing.query.parser import parse
from dossier.storing.query.tree import Query
from dossier.storing.text.tokens import words

_SIZES = (17_000, 65_000)
_ROUNDS = 60
_BUILDS = 3
_STOCK_ROUNDS = 10  # stock Whoosh takes so long that fewer will do
_STOCK_PASSAGES = 5_000  # that stock Whoosh builds from: its time grows with them
_TAG = "v0.1.0"
OURS, OLD, STOCK, XAPIAN, FTS5 = "this", "0.1", "Whoosh", "Xapian", "FTS5"
_BARS = {
    "phrase": 2.0, "near": 2.0, "number and word": 2.0, "first answer": 1.25, "build": 1 / 0.75,
    "memory, building": 1.2, "memory, asked": 1.2,
}  # fmt: skip

Times = dict[str, dict[str, list[float]]]  # milliseconds (or MB) by what was done and by whom


class Queries:
    """Makes queries of every kind from the words of some texts, a person's and an outlet's name."""

    def __init__(self, texts: Sequence[Sequence[str]], person: str, outlet: str) -> None:
        self._rng = random.Random(1)
        self._texts, self._person, self._outlet = texts, person, outlet

    def word(self) -> str:
        return self._rng.choice(self._rng.choice(self._texts))

    def _long(self, size: int) -> str:
        return next(w for w in iter(self.word, None) if len(w) >= size and w.isalpha())

    def _phrase(self) -> str:
        text = self._rng.choice(self._texts)
        at = self._rng.randrange(len(text) - 3)
        return f'"{" ".join(text[at : at + 3])}"'

    def kinds(self) -> dict[str, Callable[[], str]]:
        """Return what makes a query of each kind."""
        word = self.word
        return {
            "term": word,
            "AND": lambda: f"{word()} {word()}",
            "OR": lambda: f"{word()} OR {word()}",
            "NOT": lambda: f"{word()} -{word()}",
            "phrase": self._phrase,
            "near": lambda: f'"{word()} {word()}"~5',
            "prefix of 3 letters": lambda: f"{self._long(5)[:3]}*",
            "fuzzy": lambda: f"{self._long(4)}~",
            "person and word": lambda: f"person:{self._person} {word()}",
            "date, outlet and word": lambda: f"date:2024-05..2024-08 outlet:{self._outlet} {word()}",
            "number and word": lambda: f"number:100..500 {word()}",
        }


def _queries(found: Dossier) -> Queries:
    """Return queries of the words of a dossier's articles."""
    infos = random.Random(1).sample(found.articles(), min(300, len(found.articles())))
    texts = [words(found.article(info.id).text)[20:] for info in infos]
    person = found.entities(type="PERSON")[0].name.split()[-1]
    return Queries([text for text in texts if len(text) > 10], person, found.outlets()[0][0].split()[-1])


def _asked(queries: Queries) -> Iterator[tuple[str, str, Query]]:
    """Yield the kind, text and tree of queries of every kind that make sense."""
    for kind, make in queries.kinds().items():
        for _ in range(_ROUNDS):
            text = make()
            try:
                yield kind, text, parse(text)
            except DossierError:
                continue


class _Measuring:
    """One dossier, the engines that answer from it, and what they take."""

    def __init__(self, folder: Path, release: Path | None) -> None:
        self.folder = folder
        self.times: Times = defaultdict(lambda: defaultdict(list))
        here = Path(__file__).parents[1]
        self.programs = {OURS: (folder, here, "this")} | ({OLD: (folder, release, "old")} if release else {})
        self.config = dataclasses.replace(load(folder=folder), state=folder / "state-this", index=folder / "index-this")
        self.passages = folder / "passages.jsonl"

    def index(self) -> None:
        """Index with every program, where that has not been done."""
        for name, arguments in self.programs.items():
            if not (self.folder / f"index-{arguments[-1]}").exists():
                with Engine("program", *arguments) as engine:
                    milliseconds, count = engine.do("index_all")
                print(f"{name}: {count:,} passages indexed in {milliseconds / 1000:.0f} s", flush=True)
        with Dossier(self.config) as found, self.passages.open("w", encoding="utf-8") as file:
            for row in _rows(found):
                print(json.dumps(row), file=file)

    def build(self) -> None:
        """Make the text index again and again, in turns."""
        with self.passages.open(encoding="utf-8") as file:
            size = sum(len(json.loads(line)["text"]) for line in file)
        for _ in range(_BUILDS):
            for name, arguments in self.programs.items():
                with Engine("program", *arguments) as engine:
                    self.times["build"][name].append(engine.do("build")[0])
                    self.times["memory, building"][name].append(engine.do("memory")[1][0])
        for name, engine in self._peers(self.folder / "made").items():
            with engine:
                taken, problem = engine.do("build")
            if name == STOCK:
                taken *= sum(1 for _ in self.passages.open("rb")) / _STOCK_PASSAGES
            if problem is None:
                self.times["build"][name].append(taken)
        for name, taken in self.times["build"].items():
            print(f"{name:8} builds the text index at {size / statistics.median(taken) / 1000:.2f} MB/s")

    def _peers(self, made: Path) -> dict[str, Engine]:
        made.mkdir(exist_ok=True)
        index = self.config.index / "whoosh"
        peers_ = {FTS5: Engine("fts5", made, self.passages)}
        if peers.has_xapian():
            peers_[XAPIAN] = Engine("xapian", made, self.passages, python=peers.SYSTEM_PYTHON)
        stock = Path(__file__).parents[1]
        peers_[STOCK] = Engine("whoosh", made / "whoosh", self.passages, stock, index, _STOCK_PASSAGES)
        return peers_

    def first(self) -> None:
        """From nothing but the interpreter to an answer, in turns."""
        for _ in range(7):
            for name, arguments in self.programs.items():
                with Engine("program", *arguments) as engine:
                    self.times["first answer"][name].append(engine.do("first", "government")[0])

    def ask(self) -> None:
        """Ask every engine every query that it knows."""
        with Dossier(self.config) as found:
            queries = _queries(found)
            links = _links(found)
        with ExitStack() as stack:
            programs = {n: stack.enter_context(Engine("program", *a)) for n, a in self.programs.items()}
            others = {n: stack.enter_context(e) for n, e in self._peers(self.folder / "made").items()}
            asked: dict[str, int] = defaultdict(int)
            for kind, text, tree in _asked(queries):
                asked[kind] += 1
                for name, engine in programs.items():
                    self._note(kind, name, engine.do("ask", "search", [text], {}))
                for name, engine in others.items():
                    query = peers.for_fts5(tree) if name == FTS5 else peers.plain(tree)
                    if query and (name != STOCK or asked[kind] <= _STOCK_ROUNDS):
                        self._note(kind, name, engine.do("ask", query))
            for kind, method, arguments, options in _more(queries, links):
                for name, engine in programs.items():
                    self._note(kind, name, engine.do("ask", method, arguments, options))
            for name, engine in programs.items():
                self.times["memory, asked"][name].append(engine.do("memory")[1][1])

    def _note(self, kind: str, name: str, answer: tuple[float, Any]) -> None:
        if not isinstance(answer[1], str):
            self.times[kind][name].append(answer[0])

    def change(self) -> None:
        """Change an article, and print when each program finds what stands in it now."""
        article = min(path.name for path in (self.folder / "articles").iterdir())
        kept = (self.folder / "articles" / article).read_bytes()
        for name, arguments in self.programs.items():
            with Engine("program", *arguments) as engine:
                engine.do("index_all")  # where the rules are others than those it was indexed with
                print(f"{name}: a changed article is found after {engine.do('change', article)[1]} ms", flush=True)
                (self.folder / "articles" / article).write_bytes(kept)


def _rows(found: Dossier) -> Iterator[dict[str, Any]]:
    """Yield every passage's text and what is known of it, as stock Whoosh is given it."""
    number = 0
    for info in found.articles():
        article = found.article(info.id)
        known = found.mentions(article=info.id), found.quotes(article=info.id), found.numbers(article=info.id)
        for place, passage in enumerate(article.passages):
            number += 1
            body = article.text[passage.start : passage.end]
            yield {"no": number, "text": body, "fields": _fields(info, body, place, passage, known)}


def _fields(
    info: ArticleInfo,
    body: str,
    place: int,
    passage: Passage,
    known: tuple[Sequence[Mention], Sequence[Quotation], Sequence[Quantity]],
) -> dict[str, Any]:
    mentions, quotes, numbers = ([item for item in of if passage.start <= item.start < passage.end] for of in known)
    fields: dict[str, Any] = {
        "text": body, "stem": body, "title": info.title, "outlet": info.outlet, "byline": info.byline,
        "article": info.id, "start": passage.start, "end": passage.end, "heading": "" if place else info.title,
        "quote": " ".join(quote.text for quote in quotes), "speaker": " ".join(quote.speaker or "" for quote in quotes),
        "unit": " ".join(number.unit or "" for number in numbers), "kind": " ".join(n.kind or "" for n in numbers),
        "number": next((n.value for n in numbers if n.value is not None), None),  # several would be several documents
    }  # fmt: skip
    for mention in mentions:
        fields[mention.type.lower()] = f"{fields.get(mention.type.lower(), '')} {mention.text}"
    return {name: value for name, value in fields.items() if value not in {None, ""}}


def _links(found: Dossier) -> list[str]:
    hits = found.search("government OR border OR system", limit=500).hits
    chosen = random.Random(1).sample(hits, min(20, len(hits)))
    return [f"{hit.article}#char={hit.start},{hit.end}" for hit in chosen]


def _more(queries: Queries, links: Sequence[str]) -> Iterator[tuple[str, str, list[str], dict[str, Any]]]:
    """Yield what is asked beside searches: kind, method, arguments, options."""
    for text in (f"{queries.word()} {queries.word()}" for _ in range(12)):
        for end in range(1, len(text) + 1):
            yield "while typing", "search", [text[:end]], {"limit": 40, "lenient": True}
    for place, link in enumerate(links):
        yield "related" if place else "first related", "related", [link], {}
    for place in range(20):
        yield "facets" if place else "first facets", "facets", [f"{queries.word()} {queries.word()}"], {}


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _print(times: Times) -> None:
    """Print p50 and p95 of everything by everybody, and how many times theirs ours is, in all the same queries."""
    names = [name for name in (OURS, OLD, STOCK, XAPIAN, FTS5) if name in times["build"]]
    print(f"\n{'p50 / p95 in ms':24}" + "".join(f"{name:>22}" for name in names))
    missed = 0
    for kind, of in times.items():
        cells, verdict = [], ""
        for name in names:
            theirs = of.get(name)
            if not theirs:
                cells.append(f"{'–':>22}")
                continue
            mine = of[OURS][: len(theirs)]
            ratio = sum(mine) / len(mine) / (sum(theirs) / len(theirs))
            told = "" if name == OURS else f" ×{ratio:5.2f}"
            cells.append(f"{statistics.median(theirs):8.1f} /{_p95(theirs):7.1f}{told:>5}".rjust(22))
            if name == OLD and ratio > _BARS.get(kind, 1.0):
                verdict = f"  over {_BARS.get(kind, 1.0):.2f}"
        missed += bool(verdict)
        print(f"{kind:24}{''.join(cells)}{verdict}", flush=True)
    print(f"× is our time for one of theirs; {missed} over their bar beside 0.1")


def _measure(paragraphs: int, folder: Path, release: Path | None) -> None:
    """Measure a dossier of so many paragraphs."""
    if not (folder / "config.yaml").exists():
        source = prose.available()
        if source:
            prose.write(source, folder / "articles", paragraphs)
        else:
            corpus.write(folder / "articles", paragraphs)
        (folder / "config.yaml").write_text("sources: [articles]\n")
        print(f"{paragraphs:,} paragraphs of {'real' if source else 'made-up'} prose", flush=True)
    measuring = _Measuring(folder, release)
    for step in (measuring.index, measuring.build, measuring.first, measuring.ask):
        step()
    _print(measuring.times)
    measuring.change()


def main(sizes: Sequence[int], keep: str | None) -> None:
    """Measure dossiers of these sizes."""
    with tempfile.TemporaryDirectory() as name:
        release = peers.release(_TAG, Path(name) / "release")
        if release is None:
            print(f"{_TAG} is not in the history here, so nothing stands beside it")
        for size in sizes:
            place = Path(keep) / str(size) if keep else Path(name) / str(size)
            place.mkdir(parents=True, exist_ok=True)
            _measure(size, place, release)


if __name__ == "__main__":
    given = sys.argv[1:]
    kept = given.pop(given.index("--keep") + 1) if "--keep" in given else None
    main([int(word) for word in given if not word.startswith("--")] or _SIZES, kept)
