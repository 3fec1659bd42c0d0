"""Proper names of an article, with what they name: PERSON, ORG, PLACE, NATIONALITY, EVENT.

Three looks at the article: capitalised words become candidates (names_words, names_segments), evidence of form and
context is added up for each spelling over the whole article (names_types), and what is known by then decides the
doubtful: bare surnames, words that begin a sentence, headings in title case.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from dossier.extracting.lexicon import fold, listed, words
from dossier.extracting.names_roles import role
from dossier.extracting.names_segments import Candidate, candidates
from dossier.extracting.names_types import Scores, acronym, around, context, form
from dossier.extracting.names_words import Word, begins_sentence, runs
from dossier.model import Article, Definition, EntityType, Mention

_ZONES = frozenset({"headline", "caption", "subheading", "body"})
_BRACKET = re.compile(r" ?\((?:(?:the|or|known as|NYSE|NASDAQ|Nasdaq)[ :]+)?[\"“‘]?([A-Z][A-Za-z&.\-]{1,9})[\"”’]?\)")
_LETTER = re.compile(r"\b(?:on|to|via|platform|app|site|network)[ ,\"“‘']+$")
_LOWER = re.compile(r"[a-z]+")
Known = tuple[EntityType, float]
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
    decision = _Decision(article, found, _known(found, kinds, small, text))
    return [mention for candidate in found for mention in decision.mentions(candidate)], definitions


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
                Definition(
                    article.id, candidate.start, match.end(), article.text[candidate.start : match.end()], full, short
                )
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
    if big and len(big) >= 2 and len(letters) == len(big) + 1 and letters[1:] == big:
        return True  # the nation's initial is added: National Police (PNP)
    if letters[0] != big[0] if big else True:
        return False
    return (
        len(letters) <= 5
        and _inside(letters, fold(full))
        and len(big) >= 2
        and sum(h in letters for h in big) >= len(big) - 1
    )


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


def _known(found: list[Candidate], kinds: dict[str, Scores], small: Counter[str], text: str) -> dict[str, Known]:
    """Spellings that are names in this article, with their type and its score."""
    support: dict[str, int] = defaultdict(int)
    seen: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.type:
            continue
        if candidate.line == "plain":
            support[candidate.key] += 1 if candidate.initial and not candidate.title else 3
            if candidate.title or seen.get(candidate.key, candidate).line != "plain":
                seen[candidate.key] = candidate
        seen.setdefault(candidate.key, candidate)
    known: dict[str, Known] = {}
    for key, candidate in seen.items():
        kind, score = _best(kinds[key])
        if len(candidate.words) == 1:
            if _single(candidate, key, support[key], small, text):
                default: EntityType = "ORG" if key in listed("common") else "PERSON"
                known[key] = (kind, score) if score > 0 else (default, 0.0)
        elif candidate.line == "plain" and (support[key] >= 3 or _listed(key) or score >= 0.7):
            known[key] = (kind, score) if score > 0 else ("ORG", 0.0)
    for key in [k for k, (kind, _) in known.items() if kind == "ORG" and " " in k]:
        core = key.split(" ")
        while len(core) > 1 and core[-1] in words("company_suffix"):
            core.pop()
            known.setdefault(" ".join(core), known[key])
    return known


def _single(candidate: Candidate, key: str, support: int, small: Counter[str], text: str) -> bool:
    """Whether a single capitalised word is a name here."""
    if len(key) < 2:
        return key in words("orgs") and _LETTER.search(text, max(0, candidate.start - 24), candidate.start) is not None
    if candidate.lone or key in words("openers") or key in words("never"):
        return False
    letters = acronym(candidate.words[0].text)
    if any(key in words(section) for section in ("role_words", "org_heads", "place_heads", "titles")):
        listed_name = key in words("orgs") or key in words("places")
        if not candidate.title and not (listed_name and support >= 3) and not letters:
            return False
    if support == 0:
        return _listed(key) and key not in listed("common")
    if key in listed("common"):
        if small[key] or support < 3:
            return letters and candidate.line == "plain" and len(key) <= 5 and support >= 3
        return True
    return True


class _Parts:
    """The people and bodies an article names in full, by the words that may stand for them."""

    def __init__(self, found: list[Candidate], known: dict[str, Known]) -> None:
        self.last: dict[str, str] = {}
        self.first: set[str] = set()
        self.bodies: set[str] = set()
        for candidate in found:
            kind, _ = known.get(candidate.key, (None, 0.0))
            if len(candidate.words) < 2 or candidate.line != "plain":
                continue
            if kind == "PERSON":
                names = [w for w in candidate.words if w.key not in ("jr", "sr", "ii", "iii")]
                if len(names) > 1:
                    self.last[names[-1].key] = names[-1].gap.strip()
                    self.first.add(names[0].key)
                    for middle in names[1:-1]:
                        self.last.setdefault(middle.key, middle.gap.strip())
            elif kind == "ORG":
                self.bodies.add(candidate.words[0].key)


class _Decision:
    """Turns candidates into mentions by what the article is known to name."""

    def __init__(self, article: Article, found: list[Candidate], known: dict[str, Known]) -> None:
        self.article, self.known = article, known
        self.parts = _Parts(found, known)

    def mentions(self, candidate: Candidate) -> list[Mention]:
        """The mention or mentions that a candidate becomes."""
        if candidate.type:
            return [self.mention(candidate.words, candidate.type)]
        key, group = candidate.key, candidate.words
        kind, score = self.known.get(key, (None, 0.0))
        if len(group) == 1:
            if bare := self.bare(candidate, kind, score):
                return [self.mention(group, bare, candidate.title)]
        elif candidate.initial and (rest := self.rest(candidate)):
            return self.mentions(rest)
        if kind:
            return [self.mention(group, kind, candidate.title)]
        return self.inner(candidate) if len(group) > 1 else []

    def bare(self, candidate: Candidate, kind: EntityType | None, score: float) -> EntityType | None:
        """What a single word stands for that is part of a full name in the article."""
        key = candidate.key
        if len(key) < 2 or key in words("openers"):
            return None
        firmly = kind not in (None, "PERSON") and score >= 4 and not candidate.title
        if (
            key in self.parts.last
            and not firmly
            and not (candidate.line == "title" and kind is None and key in listed("common"))
        ):
            return "PERSON"
        if key in self.parts.first and not firmly and (kind or key not in listed("common")):
            return "PERSON"
        if key in self.parts.bodies and key not in listed("common") and kind in (None, "PERSON") and score < 3:
            return "ORG"
        return None

    def rest(self, candidate: Candidate) -> Candidate | None:
        """A candidate at the beginning of a sentence without its first word, where that is no part of the name."""
        first = candidate.words[0]
        if first.key not in listed("common") or first.closed:
            return None
        rest = Candidate(candidate.words[1:], candidate.line, title=candidate.title).keyed()
        named = rest.key in self.known or (len(rest.words) == 1 and rest.key in self.parts.last)
        given = len(rest.words) > 1 and rest.words[0].key in listed("given") and first.key not in listed("given")
        headed = rest.words[-1].key in words("org_heads") or rest.words[-1].key in words("place_heads")
        return rest if named and not headed or given and not headed else None

    def inner(self, candidate: Candidate) -> list[Mention]:
        """The longest names inside capitalised words that are no name together, as in a heading."""
        out = []
        group = candidate.words
        i = 0
        while i < len(group):
            for j in range(min(len(group), i + 6), i, -1):
                part = Candidate(group[i:j], candidate.line, title=candidate.title if i == 0 else None).keyed()
                if kind := self.part(part):
                    out.append(self.mention(part.words, kind, part.title))
                    i = j
                    break
            else:
                i += 1
        return out

    def part(self, part: Candidate) -> EntityType | None:
        """The type of some words of a heading if they are a name by themselves."""
        if part.key in self.known:
            return self.known[part.key][0]
        if part.key in words("openers") or part.key in words("never"):
            return None
        if len(part.words) > 1:
            kind, score = _best(form(part))
            person = kind == "PERSON" and score >= 4.5 and len(part.words) <= 3
            unusual = not any(w.key in listed("common") for w in part.words[1:])
            return kind if _listed(part.key) or (person and unusual) else None
        if part.key in self.parts.last and part.key not in listed("common"):
            return "PERSON"
        if _listed(part.key) and part.key not in listed("common"):
            return _best(form(part))[0]
        return None

    def mention(self, group: list[Word], kind: EntityType, title: str | None = None) -> Mention:
        """A mention of these words; a surname takes its particle with it (`de Zela`)."""
        start, end = group[0].start, group[-1].end
        text = self.article.text
        if kind == "PERSON" and len(group) == 1 and (particle := self.parts.last.get(group[0].key)):
            if text[max(0, start - len(particle) - 1) : start].casefold() == particle.casefold() + " ":
                start -= len(particle) + 1
        elif kind == "ORG" and text[start - 4 : start] == "The " and start > 3 and not begins_sentence(text, start - 4):
            start -= 4
        spoken = role(text, start, end, title) if kind == "PERSON" else None
        return Mention(self.article.id, start, end, text[start:end], kind, spoken)
