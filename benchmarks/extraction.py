"""Times extraction on one core: all of it and each kind, beside spaCy where that is installed with a model.

    python -m benchmarks.extraction

Words are counted as an article counts them, in its passages; reading the files is not timed. "First reading" is what
an index run costs: words that were not met before; the rest is the best of three. Memory is what this process holds
after extracting one batch of articles and after ten times as many. Hostile text is made of fragments
that begin a rule and never end it, and of random runs of such fragments; the slowest stretch is given in µs a
character, with its fragment.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import corpus
from dossier.extracting import extract
from dossier.extracting.dates.find import find_dates
from dossier.extracting.names.find import find_names
from dossier.extracting.quantities.find import find_quantities
from dossier.extracting.quotations.find import find_quotations
from dossier.model import Article, Passage, Zone
from dossier.reading import read

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
TARGET = 40_000  # words a second, all kinds together
LIMIT = 20.0  # µs a character, on any text
ROUNDS = 3
HOSTILE = 20_000  # characters of each fragment

FRAGMENTS = (
    "1", "1,", "1.", "1 ", "1-", "1/", "1:", "one ", "one-", "million ", "hundred and ", "a half ", "of ", "tens of ",
    "half a ", "May ", "May 5 ", "5 May ", "since ", "the day before ", "early ", "last ", "week of ", "Monday, ",
    "2010-", "(1", "$1", "US$", "?", "Smith, 22, ", "from 1 to ", "between 1 and ", "5 feet ", "1-1 ", "x1", "[1]",
    "1% of the ", "one in two in ", "up to 1 ", "rose 1 ", "twenty-", "two days ago ", "103 days left ", "1st ",
    "No. 1 ", "1 Street ", "Mr ", "Mr. ", "A. ", "Ana ", "Ana Sol ", "ANA ", "Ana-", "Ana’s ", "Ana de la ", "de la ",
    "(ANA) ", "Ana (", "University of ", "the Ministry of ", "President ", "Ana, Sol, ", "Ana and ", "“", "”", "'", '"',
    '" ', ' "', "“a ", "a” ", "‘a", "’", "«", "»", "„", "``", "''", "“Ana said ", "said ", "said, “", "he said ",
    "told ", "according to ", "“A.” ", "“A,” said Ana. ", "a: “",
    "hundreds and even ", "7 for 12 ", "747 jet ", "6-7 (2-7) ", "“A. ", "Ana, an aide to ", "30 May to 2 June ",
    "20 “a” ", "(1 ", "$1 ", "“a” by Ana ", "was told by ", "seven weeks ",
    "who said ", "the minister said ", "“a\n\n", "\n", "\n\n", "-",
    "—", "…", ".", ". ", "?!", "a", "aB", "é1", "\u0301", "\u200b", "\U0001f600", "İ", "ß", "A" * 80 + " ",
    "x" * 50 + "1 ",
)  # fmt: skip

Kinds = dict[str, Callable[[Article], object]]


def kinds(articles: Iterable[Article]) -> Kinds:
    """Return what is timed: each kind is given what it needs of the others, found beforehand."""
    dates = {article.id: find_dates(article) for article in articles}
    names = {article.id: find_names(article)[0] for article in articles}
    return {
        "all together": extract,
        "names": find_names,
        "numbers": lambda article: find_quantities(article, dates[article.id], names[article.id]),
        "dates": find_dates,
        "quotations": lambda article: find_quotations(article, names[article.id]),
    }


def corpora(folder: Path) -> dict[str, list[Article]]:
    """Read the texts to run on: the sample, made-up articles, and real news where it stands beside the project."""
    corpus.write(folder, passages=800)
    found = {
        "the sample": sorted((ROOT / "seeds").glob("*.txt")),
        "made-up articles": sorted(folder.glob("*.md")),
        "real news": sorted(SHARED.glob("dossiers/*/articles/*.txt")),
    }
    return {name: [_read(path) for path in paths] for name, paths in found.items() if paths}


def seconds(task: Callable[[], object]) -> float:
    """Return the processor time of the best of a few rounds."""
    return min(_took(task) for _ in range(ROUNDS))


def _took(task: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    task()
    return time.process_time() - began


def hostile() -> tuple[float, str]:
    """Return the slowest stretch of all hostile text, in µs a character, and what it is made of."""
    chance = random.Random(7)
    texts = {repr(fragment): fragment * (HOSTILE // len(fragment)) for fragment in FRAGMENTS}
    for number in range(20):
        some = chance.choices(FRAGMENTS[:-2], k=6)
        texts[f"random {number} of {some}"] = "".join(chance.choice(some) for _ in range(HOSTILE // 4))[:HOSTILE]
    return max((_took(lambda t=text: extract(_plain(t))) / len(text) * 1e6, made_of) for made_of, text in texts.items())


def pipeline() -> tuple[str, Any] | None:
    """Load the spaCy pipeline that is installed, with its name; of several English ones the smallest."""
    try:
        import spacy  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    models = [model for model in spacy.util.get_installed_models() if model.startswith("en_")]
    name = min(models, key=lambda model: (model[:14] != "en_core_web_sm", model), default=None)
    if name is None:
        return None
    with warnings.catch_warnings():  # it warns of models a version older than itself
        warnings.simplefilter("ignore")
        return name, spacy.load(name)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as work:
        texts = corpora(Path(work))
    for name, articles in texts.items():
        words = sum(article.words for article in articles)
        first = _took(partial(_each, extract, articles))
        times = {kind: seconds(partial(_each, find, articles)) for kind, find in kinds(articles).items()}
        print(f"{name}: {len(articles):,} articles, {words:,} words")
        print(f"  {'first reading':14} {words / first:10,.0f} words/s   {_against(words / first >= TARGET, TARGET)}")
        for kind, took in times.items():
            print(f"  {kind:14} {words / took:10,.0f} words/s")
    _memory(texts["made-up articles"])
    slowest, made_of = hostile()
    print(f"hostile text: at most {slowest:.1f} µs a character ({made_of})   {_against(slowest <= LIMIT, LIMIT)}")
    _beside_spacy(next(reversed(texts.values())))


def _beside_spacy(articles: Sequence[Article]) -> None:
    loaded = pipeline()
    if loaded is None:
        print("spaCy: not installed with an English pipeline here, so not timed (pip install spacy en_core_web_sm)")
        return
    name, nlp = loaded
    some, words = [], 0
    for article in articles:
        some.append(article)
        words += article.words
        if words > 20_000:
            break
    passages = [article.text[p.start : p.end] for article in some for p in article.passages]
    full = seconds(lambda: list(nlp.pipe(passages)))
    only = [pipe for pipe in nlp.pipe_names if pipe not in {"tok2vec", "ner"}]
    named = seconds(lambda: list(nlp.pipe(passages, disable=only)))
    ours = seconds(partial(_each, extract, some))
    print(f"beside spaCy {name}, {words:,} words")
    print(f"  {'ours, all kinds':22} {words / ours:10,.0f} words/s")
    print(f"  {'spaCy, names alone':22} {words / named:10,.0f} words/s")
    print(f"  {'spaCy, whole pipeline':22} {words / full:10,.0f} words/s")


def _memory(articles: Sequence[Article]) -> None:
    _each(extract, articles)
    once = _megabytes()
    for _ in range(10):
        _each(extract, articles)
    more = _megabytes() - once
    print(f"memory: {once:.0f} MB with Python, texts and word lists; {more:+.1f} MB after ten times as many articles")


def _each(find: Callable[[Article], object], articles: Iterable[Article]) -> None:
    for article in articles:
        find(article)


def _megabytes() -> float:
    """Return the most that this process has held so far."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1e6 if sys.platform == "darwin" else 1e3)


def _read(path: Path) -> Article:
    return read(path, id=str(path), shown=path.name, outlets={})


def _plain(text: str) -> Article:
    return Article(
        "hostile", "hostile.txt", "Hostile", text, "", published="2025-11-28",
        zones=(Zone(0, len(text), "body"),), passages=(Passage(0, len(text)),),
    )  # fmt: skip


def _against(reached: bool, target: float) -> str:
    return f"target {target:,.0f}: {'reached' if reached else 'MISSED'}"


if __name__ == "__main__":
    main()
