"""Changes one fact in a copy of an article and asks what comparing says.

`python -m benchmarks.mutations [HOW_MANY [SEED]]` makes so many mutations of each kind.

A number swapped, a date moved, a name misspelt, words credited to somebody else, a quotation mark moved: the right
finding must appear. Words changed that change no fact: none may. The articles are those of `seeds/`, and each is
compared with its copy beside all the others.
"""

from __future__ import annotations

import dataclasses
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from dossier.extracting import extract
from dossier.linking.compare.findings import compare
from dossier.linking.entities.link import link
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.model import FINDING_KINDS, Article, Extraction, Finding, FindingKind, Mention, Verdict
from dossier.reading.reader import article_of

SEEDS = Path(__file__).parents[1] / "seeds"
T = TypeVar("T")
_COPY = "copy"
_PERSONS = ("Pavel Oduya", "Karl Brandt", "Tomas Ferrand", "Victor Kessel")  # men, as all who speak in the sample
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Mutation(NamedTuple):
    """A text with one stretch of it changed, and what of it is new: offsets in the new text."""

    what: str
    article: str
    text: str
    start: int
    end: int


def changed(what: str, page: Article, start: int, end: int, words: str) -> Mutation:
    """Put other words into the text of an article."""
    return Mutation(what, page.id, page.text[:start] + words + page.text[end:], start, start + len(words))


def swapped_number(chance: random.Random) -> Mutation:
    """Return a figure another value, one that the article has not."""
    page, found = _any(chance, lambda page: [q for q in _of(page).quantities if re.search(r"\d", q.text)])
    figure = re.search(r"\d[\d,]*(?:\.\d+)?", found.text)
    assert figure
    value = float(figure[0].replace(",", ""))
    other = (
        value * chance.choice((2, 3, 5)) + chance.choice((0, 1, 2)) if value < 1000 else value * chance.choice((2, 3))
    )
    told = f"{other:,.0f}" if other == int(other) else f"{other:g}"
    return changed("number", page, found.start + figure.start(), found.start + figure.end(), told)


def moved_date(chance: random.Random) -> Mutation:
    """Date something another day: the number of the day, or the day of the week."""
    dated = re.compile(r"(?:Dec\.?|December|March|November) (\d+)\b|\b(" + "|".join(_WEEKDAYS) + r")\b")

    def dates(page: Article) -> list[tuple[int, int]]:
        spans = [d for d in _of(page).dates if d.granularity == "day" and d.from_ and _in_body(page, d.start)]
        return [
            match.span(1 if match[1] else 2)
            for match in (dated.search(page.text, d.start, d.end) for d in spans)
            if match
        ]

    page, (start, end) = _any(chance, dates)
    words = page.text[start:end]
    if words.isdigit():
        day = int(words)
        return changed("date", page, start, end, str(chance.choice([d for d in range(2, 29) if abs(d - day) > 1])))
    return changed("date", page, start, end, chance.choice([day for day in _WEEKDAYS if day != words]))


def misspelt_name(chance: random.Random) -> Mutation:
    """Spell a person otherwise, wherever the article names him: a letter of the surname is doubled or lost."""

    def names(page: Article) -> list[Mention]:
        return [m for m in _of(page).mentions if m.type == "PERSON" and len(m.text.split()) > 1 and len(m.text) > 9]

    page, mention = _any(chance, names)
    surname = mention.text.split()[-1]
    at = chance.randrange(1, len(surname) - 1)
    other = surname[:at] + (surname[at] + surname[at:] if chance.random() < 0.5 else surname[at + 1 :])
    text = re.sub(rf"\b{re.escape(surname)}\b", other, page.text)
    start = text.index(other)
    return Mutation("name", page.id, text, start, start + len(other))


def other_speaker(chance: random.Random) -> Mutation:
    """Credit a quotation to somebody else, who is named beside it in full."""

    def spoken(page: Article) -> list[tuple[int, int]]:
        found = []
        for quotation in _of(page).quotations:
            full = [m for m in _of(page).mentions if m.type == "PERSON" and m.text == quotation.speaker]
            near = [m for m in full if 0 <= m.start - quotation.end < 60 or 0 <= quotation.start - m.end < 60]
            if near and len(quotation.text.split()) > 3:
                found.append((near[0].start, near[0].end))
        return found

    page, (start, end) = _any(chance, spoken)
    return changed("speaker", page, start, end, chance.choice(_PERSONS))


def moved_mark(chance: random.Random) -> Mutation:
    """Let a quotation end some words earlier: what follows becomes the writer's own."""
    page, quotation = _any(chance, lambda page: [q for q in _of(page).quotations if len(q.text.split()) > 7])
    gaps = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", quotation.text)][3:-2]
    at = quotation.start + chance.choice(gaps)
    mark = page.text[quotation.end]
    words = page.text[quotation.start : at] + mark + page.text[at : quotation.end]
    return changed("mark", page, quotation.start, quotation.end + 1, words)


# What changes no fact: synonyms, the order of clauses, active and passive, figures and words, units, forms of dates.
_REWORDINGS: tuple[tuple[str, str], ...] = (
    (r"\bannounced\b", "made known"),
    (r"\bdeclared\.", "said."),
    (r"\bstressed at\b", "said at"),
    (r"\bconfirmed\b", "said"),
    (r"\breports that\b", "says that"),
    (r"\bnearly 100\b", "almost 100"),
    (r"\bover 100\b", "more than 100"),
    (r"\baround 330,000\b", "about 330,000"),
    (r"\bestimated 330,000\b", "roughly 330,000"),
    (r"\bMore than 1\.5 million\b", "Over 1.5 million"),
    (r"\bmore than 500,000\b", "over 500,000"),
    (r"\b60 days\b", "sixty days"),
    (r"\b60-day period\b", "period of 60 days"),
    (r"\b103 days\b", "one hundred and three days"),
    (r"\b20% rise\b", "rise of 20 percent"),
    (r"\b2,200 kilometers\b", "1,367 miles"),
    (r"\b2,200km\b", "1,367 miles"),
    (r"\b25km\b", "16 miles"),
    (r"\bover 100 kilometers\b", "over 62 miles"),
    (r"\bDecember 14\b", "14 December"),
    (r"\bDec\.? 14\b", "December 14"),
    (r"\bMarch 11, 2026\b", "11 March 2026"),
    (r"\bNovember 29, 2025\b", "29 November 2025"),
    (r"\bDecember 1,", "1 December,"),
    (r"a decree laid down the details", "the details were laid down in a decree"),
    (
        r"Soldiers will back up border control for 60 days in Tacna, the southern region, the decree says\.",
        "For 60 days, the decree says, border control in Tacna, the southern region, will be backed up by soldiers.",
    ),
    (
        r"Chile’s governor posted a video: dozens of people are seen trying",
        "a video was posted by Chile’s governor, in which dozens of people can be seen trying",
    ),
    (
        r"More than 1\.5 million Venezuelans, in flight from a political and humanitarian crisis, have reached Peru",
        "Peru has been reached by more than 1.5 million Venezuelans, fleeing a political and humanitarian crisis,",
    ),
    (
        r"It was Luis Ramón Torres, regional governor of Tacna, who had formally asked for the step\.",
        "The step had been formally asked for by Luis Ramón Torres, regional governor of Tacna.",
    ),
    (
        r"migrants closed the Panamericana Sur highway in both directions",
        "the Panamericana Sur highway was closed in both directions by migrants",
    ),
    (
        r"Having failed to get through, nearly 100 migrants walked back to the Chilean side\.",
        "Nearly 100 migrants walked back to the Chilean side, having failed to get through.",
    ),
    (
        r"President José Jerí confirmed the step, and an official decree laid down the details\.",
        "The step was confirmed by President José Jerí, and the details were laid down in an official decree.",
    ),
    (
        r"Peruvian police General Arturo Valverde counts at least 100 foreigners, mostly Venezuelans, who have",
        "At least 100 foreigners, mostly Venezuelans, are counted by Peruvian police General Arturo Valverde; they",
    ),
    (
        r"has driven more than 1\.5 million Venezuelans to Peru since 2015",
        "has since 2015 driven more than 1.5 million Venezuelans to Peru",
    ),
    (
        r"General Arturo Valverde counted over 100 migrants in the area\.",
        "Over 100 migrants were counted in the area by General Arturo Valverde.",
    ),
    (
        r"The International Organization for Migration reports that more than 500,000 Venezuelans have made Chile",
        "More than 500,000 Venezuelans, the International Organization for Migration reports, have made Chile",
    ),
    (
        r"Luis Cordero, the Chilean Security Minister, called his statements",
        "His statements were called by Luis Cordero, the Chilean Security Minister,",
    ),
    (
        r"This begins on December 1, and is supposed to coordinate",
        "It is supposed to coordinate, and begins on December 1,",
    ),
    (r"Jarí called his Cabinet together on Friday", "On Friday Jarí called his Cabinet together"),
    (
        r"Last week he had himself filmed on the desert border with Peru",
        "He had himself filmed on the desert border with Peru last week",
    ),
    (
        r"in another video, out on Friday, he warned immigrants once more",
        "he warned immigrants once more in another video, which came out on Friday,",
    ),
)


def reworded(chance: random.Random) -> Mutation:
    """Return a text that says the same in other words in up to four places."""
    page = chance.choice(_pages())
    known = [(old, new) for old, new in _REWORDINGS if re.search(old, page.text)]
    text = page.text
    for old, new in chance.sample(known, min(len(known), chance.randint(1, 4))):
        text = re.sub(old, new, text, count=1)
    return Mutation("rewording", page.id, text, 0, len(text))


# What each kind of mutation must bring: a finding of this kind, with one of these verdicts.
_WANTED: dict[str, tuple[FindingKind, tuple[Verdict, ...]]] = {
    "number": ("number", ("conflict",)),
    "date": ("date", ("conflict",)),
    "name": ("name", ("compatible", "unclear")),
    "speaker": ("quote", ("conflict", "unclear")),
    "mark": ("quote", ("compatible",)),
}


def right(mutation: Mutation) -> bool:
    """Whether comparing says the right thing of a mutation."""
    if mutation.what == "rewording":
        return not _needless(mutation)
    kind, wanted = _WANTED[mutation.what]
    for finding in findings(mutation.article, mutation.text, [kind]):
        spans = [span for reading in finding.readings for span in reading.spans]
        mine = [s for s in spans if s.article == _COPY]
        if mutation.what in {"number", "date"}:
            mine = [s for s in mine if s.start < mutation.end and mutation.start < s.end]
        elif mutation.what == "mark":
            mine = [s for s in mine if mutation.start <= s.start < mutation.end]
        if finding.verdict in wanted and mine and any(s.article == mutation.article for s in spans):
            return True
    return False


def _needless(mutation: Mutation) -> list[Finding]:
    """Return the findings that speak of a difference where the copy has none, and those whose verdict changed."""
    page = next(page for page in _pages() if page.id == mutation.article)
    known = {_key(finding): finding.verdict for finding in _plain(page.id)}
    return [
        finding
        for finding in findings(mutation.article, mutation.text)
        if finding.verdict in {"conflict", "unclear", "explained"} and known.get(_key(finding)) != finding.verdict
    ]


def _key(finding: Finding) -> tuple[str, frozenset[tuple[str, int]]]:
    """Return what tells a finding from others: its kind and what the other articles say in it."""
    spans = (span for reading in finding.readings for span in reading.spans if span.article != _COPY)
    return finding.kind, frozenset((span.article, span.start) for span in spans)


@cache
def _plain(article: str) -> list[Finding]:
    return findings(article, next(page.text for page in _pages() if page.id == article))


def findings(article: str, text: str, kinds: Collection[FindingKind] = FINDING_KINDS) -> list[Finding]:
    """Compare the sample and one article's copy with this text."""
    original = next(page for page in _pages() if page.id == article)
    copy = _page(text.encode(), _COPY)
    copy = dataclasses.replace(copy, outlet="The Copy", published=original.published)
    extractions = [*(_of(page) for page in _pages()), extract(copy)]
    mentions = [mention for each in extractions for mention in each.mentions]
    definitions = [definition for each in extractions for definition in each.definitions]
    linked = link(mentions, definitions, None)
    named = [dataclasses.replace(m, entity=e) for m, e in zip(mentions, linked.assigned, strict=True)]
    quotations = [quotation for each in extractions for quotation in each.quotations]
    speakers = linked.speakers(quotations)
    spoken = [dataclasses.replace(q, speaker_id=s) for q, s in zip(quotations, speakers, strict=True)]
    return compare(
        DossierFacts(
            tuple(
                ArticleFacts(
                    page,
                    tuple(m for m in named if m.article == page.id),
                    each.quantities,
                    each.dates,
                    tuple(q for q in spoken if q.article == page.id),
                )
                for page, each in zip([*_pages(), copy], extractions, strict=True)
            )
        ),
        kinds,
    )


def _page(data: bytes, name: str) -> Article:
    return article_of(data, ".txt", id=name, shown=f"{name}.txt")


@cache
def _pages() -> tuple[Article, ...]:
    return tuple(_page(path.read_bytes(), path.stem) for path in sorted(SEEDS.glob("*.txt")))


@cache
def _extraction(article: str) -> Extraction:
    return extract(next(page for page in _pages() if page.id == article))


def _of(page: Article) -> Extraction:
    return _extraction(page.id)


def _in_body(page: Article, at: int) -> bool:
    return any(zone.start <= at < zone.end and zone.zone == "body" for zone in page.zones)


def _any(chance: random.Random, places: Callable[[Article], Sequence[T]]) -> tuple[Article, T]:
    known = [(page, place) for page in _pages() for place in places(page)]
    return chance.choice(known)


KINDS: dict[str, Callable[[random.Random], Mutation]] = {
    "number": swapped_number,
    "date": moved_date,
    "name": misspelt_name,
    "speaker": other_speaker,
    "mark": moved_mark,
    "rewording": reworded,
}


def main() -> None:
    """Make so many mutations of each kind, and print how many bring the right finding and which do not."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    chance = random.Random(seed)
    print(f"seed {seed}")
    for kind, mutate in KINDS.items():
        wrong: Counter[str] = Counter()
        for _ in range(count):
            mutation = mutate(chance)
            if not right(mutation):
                wrong[" ".join(mutation.text[max(0, mutation.start - 60) : mutation.end + 60][:260].split())] += 1
        print(f"{kind:10} {count - wrong.total()} of {count} right", flush=True)
        for where, times in wrong.most_common(12):
            print(f"    {times} × …{where}…")


if __name__ == "__main__":
    main()
