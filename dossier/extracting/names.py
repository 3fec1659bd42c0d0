"""Proper names of an article, with what they name: PERSON, ORG, PLACE, NATIONALITY, EVENT.

Three looks at the article: capitalised words become candidates (names_words, names_segments), evidence of form and
context is added up for each spelling over the whole article (names_types), and what is known by then decides the
doubtful: bare surnames, words that begin a sentence, headings in title case.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from dossier.extracting.lexicon import fold, listed, words
from dossier.extracting.names_segments import Candidate, candidates
from dossier.extracting.names_types import Scores, acronym, around, context, form
from dossier.extracting.names_words import PARTICLES, runs
from dossier.model import Article, Definition, EntityType, Mention

_ZONES = frozenset({"headline", "caption", "subheading", "body"})
_BRACKET = re.compile(r" ?\((?:(?:the|or|known as|NYSE|NASDAQ|Nasdaq)[ :]+)?[\"“‘]?([A-Z][A-Za-z&.\-]{1,9})[\"”’]?\)")
_LOWER = re.compile(r"[a-z]+")
_ORDER: tuple[EntityType, ...] = ("PERSON", "ORG", "PLACE", "EVENT", "NATIONALITY")


def find_names(article: Article) -> tuple[list[Mention], list[Definition]]:
    """The mentions of an article and the acronyms it defines, both in text order. Never raises on text."""
    found: list[Candidate] = []
    for zone in article.zones:
        if zone.zone in _ZONES:
            for run in runs(article.text, zone.start, zone.end):
                found.extend(candidates(run))
    if not found:
        return [], []
    text = article.text
    small = Counter(_LOWER.findall(text))
    definitions = _definitions(article, found)
    kinds = _judge(text, found, definitions)
    known = _known(found, kinds, small)
    persons = _Persons(found, known)
    mentions = []
    for candidate in found:
        mentions.extend(_decide(article, candidate, known, persons))
    return mentions, definitions


def _definitions(article: Article, found: list[Candidate]) -> list[Definition]:
    """Acronyms in brackets after the name whose letters they take: `Peruvian National Police (PNP)`."""
    out = []
    for candidate in found:
        if len(candidate.words) < 2:
            continue
        match = _BRACKET.match(article.text, candidate.end)
        if not match:
            continue
        short = match[1].rstrip(".")
        full = article.text[candidate.start : candidate.end]
        if abbreviates(short, full):
            out.append(
                Definition(article.id, candidate.start, match.end(), article.text[candidate.start : match.end()], full, short)
            )
    return out


def abbreviates(short: str, full: str) -> bool:
    """Whether the letters of `short` are those that the words of `full` begin with, in order."""
    letters = [c for c in fold(short) if c.isalnum()]
    heads = [fold(w)[0] for w in re.findall(r"\w+", full)]
    big = [fold(w)[0] for w in re.findall(r"\w+", full) if w[0].isupper()]
    if len(letters) < 2:
        return False
    for heads in (big, heads):
        if letters == heads[: len(letters)] and len(letters) >= len(heads) - 1:
            return True
    if letters[0] != big[0] if big else True:
        return False
    return len(letters) <= 5 and _inside(letters, fold(full)) and len(big) >= 2 and sum(h in letters for h in big) >= len(big) - 1


def _inside(letters: list[str], text: str) -> bool:
    """Whether the letters stand in the text in this order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _judge(text: str, found: list[Candidate], definitions: list[Definition]) -> dict[str, Scores]:
    """The summed evidence for every spelling."""
    kinds: dict[str, Scores] = {}
    shorts = {fold(d.short) for d in definitions}
    for candidate in found:
        if candidate.type:
            continue
        scores = kinds.get(candidate.key)
        if scores is None:
            scores = kinds[candidate.key] = form(candidate)
            if candidate.key in shorts:
                scores["ORG"] = scores.get("ORG", 0.0) + 4.0
        if candidate.line == "plain":
            for kind, weight in context(candidate, around(text, candidate.start, candidate.end)).items():
                scores[kind] = scores.get(kind, 0.0) + weight
    return kinds


def _best(scores: Scores) -> tuple[EntityType, float]:
    """The type with the largest score, and how large it is."""
    kind = max(_ORDER, key=lambda k: scores.get(k, 0.0))
    return kind, scores.get(kind, 0.0)


def _listed(key: str) -> bool:
    """Whether a spelling is in the lists of names."""
    return (
        key in words("orgs") or key in words("places") or key in words("place_acronyms") or key in words("events")
        or key in listed("countries") or key in listed("regions") or key in listed("cities") or key in listed("companies")
    )  # fmt: skip


def _known(found: list[Candidate], kinds: dict[str, Scores], small: Counter[str]) -> dict[str, EntityType]:
    """Spellings that are names in this article, with their type."""
    support: dict[str, int] = defaultdict(int)
    seen: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.type:
            continue
        seen.setdefault(candidate.key, candidate)
        if candidate.line == "plain":
            support[candidate.key] += 1 if candidate.initial and not candidate.title else 3
    known: dict[str, EntityType] = {}
    for key, candidate in seen.items():
        kind, score = _best(kinds[key])
        if len(candidate.words) == 1:
            if _single(candidate, key, support[key], small, score):
                known[key] = kind if score > 0 else "PERSON"
        elif candidate.line == "plain" and _several(candidate, support[key], score):
            known[key] = kind if score > 0 else "ORG"
    return known


def _single(candidate: Candidate, key: str, support: int, small: Counter[str], score: float) -> bool:
    """Whether a single capitalised word is a name here."""
    if len(key) < 2 or key in words("openers") or key in words("never"):
        return False
    if key in words("role_words") or key in words("org_heads") or key in words("place_heads") or key in words("titles"):
        listed_org = key in words("orgs") or key in words("places")
        if not candidate.title and not (listed_org and support >= 3) and not acronym(candidate.words[0].text):
            return False
    if support == 0:
        return _listed(key) and key not in listed("common")
    if key in listed("common"):
        if small[key] or support < 3:
            return acronym(candidate.words[0].text) and candidate.line == "plain" and len(key) <= 5 and support >= 3
        return True
    return True


def _several(candidate: Candidate, support: int, score: float) -> bool:
    """Whether several capitalised words are a name here."""
    if support >= 3 or _listed(candidate.key):
        return True
    return score >= 0.7


class _Persons:
    """The people an article names in full, by surname and by given name."""

    def __init__(self, found: list[Candidate], known: dict[str, EntityType]) -> None:
        self.last: dict[str, set[str]] = defaultdict(set)
        self.first: dict[str, set[str]] = defaultdict(set)
        self.orgs: dict[str, set[str]] = defaultdict(set)
        for candidate in found:
            kind = known.get(candidate.key)
            if len(candidate.words) > 1 and kind == "PERSON":
                names = [w.key for w in candidate.words if w.key not in ("jr", "sr", "ii", "iii")]
                if len(names) > 1:
                    self.last[names[-1]].add(candidate.key)
                    self.first[names[0]].add(candidate.key)
                    for middle in names[1:-1]:
                        self.last[middle].add(candidate.key)
            elif len(candidate.words) > 1 and kind == "ORG":
                self.orgs[candidate.words[0].key].add(candidate.key)


def _decide(
    article: Article, candidate: Candidate, known: dict[str, EntityType], persons: _Persons
) -> list[Mention]:
    """The mention or mentions that a candidate becomes."""
    if candidate.type:
        return [_mention(article, candidate.start, candidate.end, candidate.type, None)]
    key = candidate.key
    if len(candidate.words) == 1 and len(key) > 1 and key not in words("openers"):
        titled = bool(candidate.title)
        if (key in persons.last) and not (key in known and known[key] == "PLACE" and _listed(key) and not titled):
            return [_mention(article, candidate.start, candidate.end, "PERSON", candidate.title)]
        if key in persons.first and (key in known or key not in listed("common")):
            return [_mention(article, candidate.start, candidate.end, "PERSON", candidate.title)]
        if key in persons.orgs and key not in listed("common") and known.get(key) in (None, "PERSON"):
            return [_mention(article, candidate.start, candidate.end, "ORG", None)]
    kind = known.get(key)
    if kind:
        return [_mention(article, candidate.start, candidate.end, kind, candidate.title)]
    if len(candidate.words) > 1:
        return _inner(article, candidate, known, persons)
    return []


def _inner(article: Article, candidate: Candidate, known: dict[str, EntityType], persons: _Persons) -> list[Mention]:
    """The longest known names inside capitalised words that are no name together, as in a heading."""
    out = []
    group = candidate.words
    i = 0
    while i < len(group):
        for j in range(min(len(group), i + 6), i, -1):
            part = Candidate(group[i:j], candidate.line).keyed()
            kind = known.get(part.key)
            if kind is None and j - i > 1:
                scores = form(part)
                best, score = _best(scores)
                person = best == "PERSON" and score >= 4.5 and j - i <= 3
                if _listed(part.key) or person:
                    kind = best
            elif kind is None and _listed(part.key) and part.key not in listed("common") and part.key not in words("openers"):
                kind = _best(form(part))[0]
            elif kind is None and part.key in persons.last and part.key not in words("openers"):
                kind = "PERSON"
            if kind:
                out.append(_mention(article, part.start, part.end, kind, candidate.title if i == 0 else None))
                i = j
                break
        else:
            i += 1
    return out


def _mention(article: Article, start: int, end: int, kind: EntityType, title: str | None) -> Mention:
    return Mention(article.id, start, end, article.text[start:end], kind, title if kind == "PERSON" else None)


__all__ = ["PARTICLES", "abbreviates", "find_names"]
