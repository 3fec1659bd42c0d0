"""Proper names of an article, with what they name: PERSON, ORG, PLACE, NATIONALITY, EVENT.

Three looks at the article: capitalised words become candidates (names_words, names_segments), evidence of form and
context is added up for each spelling over the whole article (names_types), and what is known by then decides the
doubtful: bare surnames, words that begin a sentence, headings in title case.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from dossier.extracting.lexicon import common, demonym, english, in_any, listed, pairs, place, words
from dossier.extracting.names.acronyms import find_definitions, joined
from dossier.extracting.names.evidence import Scores, acronym, acting, around, context, form, person_shape
from dossier.extracting.names.roles import age, role
from dossier.extracting.names.segments import Candidate, candidates, opener, spoken
from dossier.extracting.names.vocabulary import (
    Word,
    begins_sentence,
    family_first,
    listed_name,
    region,
    runs,
)
from dossier.model import Article, Definition, EntityType, Mention
from dossier.text.folding import fold

_ZONES = frozenset({"headline", "caption", "subheading", "body"})
_SMALL = re.compile(r"[a-z]+")
_LETTER = re.compile(r"\b(?:on|to|via|platform|app|site|network)[ ,\"“‘']+$")  # before a name of one letter
_COORDINATED = re.compile(r" ?, (?:and |or )?| (?:and|or) ")
_LETTERED = re.compile(r"[A-Z]-[a-z]+")  # U-turn, T-shirts
_APPOSED = re.compile(r", [a-z]")
_PARTY = re.compile(r"[DRI]-[A-Z]")  # a senator's party and state
_OPEN, _SHUT = ("“", "‘", '"', "'"), ("”", "’", '"', "'")
_ACRONYMS = re.compile(r"[A-Z]{2,5}s")
_ORDER: tuple[EntityType, ...] = ("PERSON", "ORG", "PLACE", "EVENT", "NATIONALITY")

_WEAK = 1.5

Known = tuple[EntityType, float]


def find_names(article: Article) -> tuple[list[Mention], list[Definition]]:
    """Find the mentions of an article and the acronyms it defines, both in text order. Never raises on text."""
    text = article.text
    found = [
        candidate
        for zone in article.zones
        if zone.zone in _ZONES
        for run in runs(text, zone.start, zone.end)
        for candidate in candidates(run)
    ]
    if not found:
        return [], []
    found = joined(text, found)
    definitions = find_definitions(article, found)
    small = Counter(w for z in article.zones if z.zone in _ZONES for w in _SMALL.findall(text, z.start, z.end))
    known = _known(text, found, small, {fold(d.short) for d in definitions})
    decision = _Decision(article, found, known)
    return [mention for candidate in found for mention in decision.mentions(candidate)], definitions


def _best(scores: Scores) -> Known:
    """Find the type with the largest score, and how large it is."""
    kind = max(_ORDER, key=lambda k: scores.get(k, 0.0))
    return kind, scores.get(kind, 0.0)


def _known(text: str, found: list[Candidate], small: Counter[str], defined: set[str]) -> dict[str, Known]:
    """Decide which spellings are names in this article, with their type and its score."""
    scores: dict[str, Scores] = {}
    # 3 for each capital that the grammar does not ask for; of those it asks for, 2 for owners and doers, else 1
    support: dict[str, int] = defaultdict(int)
    shown: dict[str, Candidate] = {}
    weak: dict[tuple[str, EntityType], float] = defaultdict(float)
    for candidate in found:
        key = candidate.key
        if candidate.type:
            continue
        if key not in scores:
            scores[key] = form(candidate)
            shown[key] = candidate
            if key in defined:
                scores[key]["ORG"] = scores[key].get("ORG", 0.0) + 4.0
        if candidate.line != "plain":
            continue
        near = around(text, candidate.start, candidate.end)
        if not (_bracketed(text, candidate) and key not in defined and not region(key)):
            forced = candidate.initial and not candidate.title and not acronym(candidate.words[0].text)
            support[key] += 3 if not forced or candidate.employer else 2 if acting(near) and not english(key) else 1
        if candidate.title or shown[key].line != "plain":
            shown[key] = candidate
        for kind, weight in context(candidate, near).items():
            # Weak evidence does not become strong by being repeated: everything "says", "has" and comes after "by".
            room = _WEAK - weak[key, kind] if 0 < weight < _WEAK else weight
            weak[key, kind] += min(weight, room) if 0 < weight < _WEAK else 0.0
            scores[key][kind] = scores[key].get(kind, 0.0) + min(weight, room)
    _spread(text, found, scores)
    _enlist(text, found, scores)
    _spell(shown, scores)
    known: dict[str, Known] = {}
    for key, candidate in shown.items():
        kind, score = _best(scores[key])
        if len(candidate.words) > 1:
            long = kind == "PERSON" and len(candidate.words) > 4 and not candidate.title
            if candidate.line == "plain" and not long and (support[key] >= 3 or score >= 0.7 or listed_name(key)):
                fallback: EntityType = "PERSON" if candidate.words[-1].key in listed("surnames") else "ORG"
                known[key] = (kind, score) if score > 0 else (fallback, 0.0)
        elif _single(text, candidate, support[key], small, score):
            known[key] = (kind, score) if score > 0 else ("ORG", 0.0)
    for key, candidate in shown.items():
        first = candidate.words[0]
        owner = known.get(first.key, ("PERSON", 0.0)) if len(candidate.words) > 1 else ("PERSON", 0.0)
        if owner[0] == "ORG" and owner[1] >= 3 and key in known and known[key][0] == "PERSON" and known[key][1] < 3:
            known[key] = ("ORG", 1.0)  # a body's product or branch: SeaMicro Fabric
    for key in [k for k, (kind, _) in known.items() if kind == "ORG" and " " in k]:
        core = key.split(" ")
        while len(core) > 1 and core[-1] in words("company_suffix"):
            core.pop()
            known.setdefault(" ".join(core), known[key])
    return known


def _spread(text: str, found: list[Candidate], scores: dict[str, Scores]) -> None:
    """Let a strange name in a list take after its neighbour: `Tonban, Gavarzin and Qeshm`, `Ziranag, Iran`."""
    beside = [(a, b) for a, b in pairwise(found) if _COORDINATED.fullmatch(text, a.end, b.start)]
    for strange, settled in (*reversed(beside), *((b, a) for a, b in beside)):
        if strange.type or settled.type or len(strange.words) > 2 or strange.line != "plain":
            continue
        if len(strange.words) > 1 and any(common(w.key) for w in strange.words):
            continue
        if len(strange.words) > 1 and strange.start > settled.start and _APPOSED.match(text, strange.end):
            continue  # home to Liberia, Ana Paz, chairman of the board, said
        kind, score = _best(scores[settled.key])
        if score >= 2 and _best(scores[strange.key])[1] < 1 and not common(strange.key):
            scores[strange.key][kind] = 2.0


def _enlist(text: str, found: list[Candidate], scores: dict[str, Scores]) -> None:
    """Let the strangers of a long list be people where most of it are, as in a team sheet."""
    row: list[Candidate] = []
    for a, b in [*pairwise(found), (found[-1], found[-1])]:
        row.append(a)
        if a is not b and _COORDINATED.fullmatch(text, a.end, b.start):
            continue
        known = [c for c in row if c.words[-1].key in listed("surnames") or c.words[0].key in listed("given")]
        if len(row) > 5 and len(known) * 2 > len(row):
            for candidate in row:
                if candidate.key in scores and _best(scores[candidate.key])[1] < 2.5:
                    scores[candidate.key]["PERSON"] = 2.6
        row = []


def _spell(shown: dict[str, Candidate], scores: dict[str, Scores]) -> None:
    """Let an acronym be the event whose initials it has, a strange word the place that gives another its name."""
    heads: dict[str, str] = {}
    first: dict[str, str] = {}
    for key, candidate in shown.items():
        if len(candidate.words) > 1 and candidate.line == "plain":
            heads.setdefault("".join(w.key[0] for w in candidate.words), key)
            first.setdefault(candidate.words[0].key, key)
    for key, candidate in shown.items():
        if len(candidate.words) > 1:
            continue
        if acronym(candidate.words[0].text) and len(key) > 2 and (full := heads.get(key)):
            kind, score = _best(scores[full])
            if kind == "EVENT" and score > 3:
                scores[key][kind] = score + 2.0  # more than letters and “the” make a body
        elif (full := first.get(key)) and _best(scores[key])[1] < 1 and not common(key):
            kind, score = _best(scores[full])
            if kind == "PLACE" and score > 3:
                scores[key][kind] = 1.0  # Woomera, of the Woomera Detention Centre


def _bracketed(text: str, candidate: Candidate) -> bool:
    """Tell whether an acronym stands in brackets alone, like the ticker of a share: `Intel (INTC)`, `(NYSE: HPQ)`."""
    if len(candidate.words) > 1 or not acronym(candidate.words[0].text):
        return False
    return text[candidate.end : candidate.end + 1] == ")" and text[candidate.start - 1 : candidate.start] in (
        "(",
        " ",
        ":",
    )


def _single(text: str, candidate: Candidate, support: int, small: Counter[str], score: float) -> bool:
    """Tell whether a single capitalised word is a name here."""
    key, shape = candidate.key, candidate.words[0].text
    if len(key) < 2:
        return (
            key in words("organisations")
            and _LETTER.search(text, max(0, candidate.start - 24), candidate.start) is not None
        )
    if candidate.lone or opener(candidate.words[0], candidate.line):
        return False
    if key in words("opening_words") or key in words("no_names") or small[pairs("acronym_exceptions").get(key, "")]:
        return False
    if (shape[0].isdigit() and key.endswith("th")) or (key[1] == "." and not listed_name(key)):
        return False  # 19th, P.J.
    if _PARTY.match(shape) or _LETTERED.fullmatch(shape) or (_ACRONYMS.fullmatch(shape) and not listed_name(key)):
        return False  # D-Ga., ISPs
    letters = acronym(shape) and candidate.line == "plain"
    if in_any(key, "role_words", "organisation_heads", "place_heads", "titles"):
        named = (key in words("organisations") or key in words("places")) and support >= 3
        return bool(candidate.title) or named or letters
    if support == 0:
        return listed_name(key) and not common(key)
    if key in listed("common") or (support < 3 and common(key)):
        if shape.isupper():
            return letters and support >= 3 and (len(key) <= 3 or key in words("organisations"))
        known = key in words("organisations") or (key in words("places") and not small[key])
        strong = support >= 3 or (known and score > 2.6)
        return strong and (not small[key] or key in words("organisations"))
    if support < 3 and not listed_name(key):
        # Only ever at the beginning of a sentence: a name if the lists have it or something speaks for it.
        shaped = "-" in key or not shape[1:].islower()
        return shaped or key in listed("given") or key in listed("surnames") or score >= 1.0 or support > 1
    return True


class _Parts:
    """The people and bodies an article names in full, by the words that may stand for them."""

    def __init__(self, found: list[Candidate], known: dict[str, Known]) -> None:
        self.last: dict[str, str] = {}  # surname to the particle before it
        self.first: set[str] = set()
        self.bodies: set[str] = set()
        self.heads: dict[str, EntityType] = {}  # `Commission` of the `European Commission`
        for candidate in found:
            kind, _ = known.get(candidate.key, (None, 0.0))
            if len(candidate.words) < 2 or candidate.line != "plain":
                continue
            if kind in ("ORG", "PLACE"):
                self.heads |= {head: kind for head in _heads(candidate.words) if head not in self.heads}
            if kind == "ORG":
                self.bodies.add(candidate.words[0].key)
            elif kind == "PERSON":
                names = [w for w in candidate.words if w.key not in ("jr", "sr", "ii", "iii")]
                stranger = place(names[-1].key) and names[0].key not in listed("given") and not candidate.title
                if len(names) > 1 and not stranger:
                    family = names[0] if family_first([w.text for w in names]) else names[-1]
                    self.last[family.key] = _particle(family)
                    self.first.add(names[0].key)
                    for middle in names[1:-1]:
                        self.last.setdefault(middle.key, _particle(middle))


def _heads(group: list[Word]) -> list[str]:
    """List the words by which a body or place may be called again: the last, and the one before a link."""
    before_link = [a.key for a, b in pairwise(group) if b.gap.startswith((" of", " for", " to", " on"))]
    return [key for key in [*before_link, group[-1].key] if in_any(key, "organisation_heads", "place_heads")]


def _person_at_end(candidate: Candidate) -> Candidate | None:
    """Cut words that are written small elsewhere off before a person: `Public Advocate Anna Ruiz`."""
    group = candidate.words
    for i in range(len(group) - 1):
        key = group[i].key
        if key in listed("given") and i and group[i].gap == " ":
            rest = Candidate(group[i:], candidate.line, title=candidate.title or spoken(group[:i]), type="PERSON")
            return rest if len(rest.words) < 5 and person_shape(rest) else None
        if (
            key in listed("given")
            or key in listed("surnames")
            or not common(key)
            or key in words("organisation_first")
            or key in words("place_first")
        ):
            return None
    return None


def _particle(word: Word) -> str:
    return gap if (gap := word.gap.strip()) in words("particles") else ""


class _Decision:
    """Turns candidates into mentions by what the article is known to name."""

    def __init__(self, article: Article, found: list[Candidate], known: dict[str, Known]) -> None:
        self.article, self.known = article, known
        self.parts = _Parts(found, known)

    def mentions(self, candidate: Candidate) -> list[Mention]:
        """Give the mention or mentions that a candidate becomes."""
        if candidate.type:
            return [self.mention(candidate.words, candidate.type, candidate.title)]
        group = candidate.words
        kind, score = self.known.get(candidate.key, (None, 0.0))
        if len(group) == 1:
            kind = self.bare(candidate, kind, score) or kind
        elif rest := self.rest(candidate) or _person_at_end(candidate):
            before = Candidate(group[: len(group) - len(rest.words)], candidate.line)
            return [*self.inner(before), *self.mentions(rest)]
        if kind == "ORG" and score < 2 and len(group) > 1 and self.quoted(candidate):
            return []
        if kind:
            return [self.mention(group, kind, candidate.title)]
        return self.inner(candidate) if len(group) > 1 else []

    def bare(self, candidate: Candidate, kind: EntityType | None, score: float) -> EntityType | None:
        """Say what a single word stands for that is part of a full name in the article."""
        key = candidate.key
        if len(key) < 2 or opener(candidate.words[0], candidate.line):
            return None
        firmly = kind not in (None, "PERSON") and score >= 4 and not candidate.title
        if kind is None and key in self.parts.heads and self.after_the(candidate):
            return self.parts.heads[key]
        heading = candidate.line == "title" and kind is None and common(key)
        if not heading and key in self.parts.last and (not firmly or self.person_here(candidate, kind)):
            return "PERSON"
        if not firmly and key in self.parts.first and (kind or not common(key)):
            return "PERSON"
        if key in self.parts.bodies and not common(key) and kind in (None, "PERSON") and score < 3:
            return "ORG"
        return None

    def after_the(self, candidate: Candidate) -> bool:
        """Tell whether "the" stands before a word in running text: `the Commission`, where the article names one."""
        before = self.article.text[max(0, candidate.start - 4) : candidate.start]
        return candidate.line == "plain" and before.lower() == "the "

    def quoted(self, candidate: Candidate) -> bool:
        """Tell whether a candidate fills quotation marks, as titles of films and songs do."""
        text = self.article.text
        return (
            text[candidate.start - 1 : candidate.start] in _OPEN
            and text[candidate.end : candidate.end + 2].strip(",.")[:1] in _SHUT
        )

    def person_here(self, candidate: Candidate, kind: EntityType | None) -> bool:
        """Tell whether a place's name that the article also gives somebody as a surname means the person here."""
        if kind != "PLACE" or candidate.line != "plain":
            return False
        return context(candidate, around(self.article.text, candidate.start, candidate.end)).get("PLACE", 0.0) <= 0

    def rest(self, candidate: Candidate) -> Candidate | None:
        """Drop the first word of a sentence from a candidate where it is no part of the name: `Chipmaker AMD`."""
        first = candidate.words[0]
        usual = common(first.key) or first.key in words("before_organisation")
        if not candidate.initial or not usual or first.key in listed("given"):
            return None
        rest = Candidate(candidate.words[1:], candidate.line, title=candidate.title)
        if in_any(rest.words[-1].key, "organisation_heads", "place_heads", "company_suffix"):
            return None
        named = rest.key in self.known or (len(rest.words) == 1 and rest.key in self.parts.last)
        kinds = ("place_first", "event_first", "organisation_first")
        if len(rest.words) > 1 and not named and person_shape(rest) and not any(first.key in words(s) for s in kinds):
            rest.type = "PERSON"
        return rest if named or rest.type else None

    def inner(self, candidate: Candidate) -> list[Mention]:
        """Find the longest names inside capitalised words that are no name together, as in a heading."""
        out = []
        group = candidate.words
        i = 0
        while i < len(group):
            for j in range(min(len(group), i + 6), i, -1):
                part = Candidate(group[i:j], candidate.line, title=candidate.title if i == 0 else None)
                if kind := self.part(part):
                    out.append(self.mention(part.words, kind, part.title))
                    i = j
                    break
            else:
                i += 1
        return out

    def part(self, part: Candidate) -> EntityType | None:
        """Say what some words of a heading name by themselves, if anything."""
        key = part.key
        if key in self.known:
            return self.known[key][0]
        if in_any(key, "non_name_words", "opening_words", "no_names"):
            return None
        if len(part.words) > 1:
            if part.words[0].key not in listed("given") and not listed_name(key):
                return None  # nothing below could find a name, and headings have many such
            kind, score = _best(form(part))
            person = kind == "PERSON" and score >= 4.5 and len(part.words) <= 3
            unusual = not any(common(w.key) for w in part.words[1:])
            return kind if listed_name(key) or (person and unusual) else None
        if demonym(key):
            return "NATIONALITY"
        if common(key):
            return None
        if key in self.parts.last:
            return "PERSON"
        return _best(form(part))[0] if listed_name(key) else None

    def mention(self, group: list[Word], kind: EntityType, title: str | None = None) -> Mention:
        """Make a mention of these words; a surname takes its particle with it (`de Zela`), a body its capital `The`."""
        start, end = group[0].start, group[-1].end
        text = self.article.text
        if kind == "PERSON" and len(group) == 1 and (particle := self.parts.last.get(group[0].key)):
            if text[max(0, start - len(particle) - 1) : start].casefold() == particle.casefold() + " ":
                start -= len(particle) + 1
        elif kind == "ORG" and start > 3 and text[start - 4 : start] == "The " and not begins_sentence(text, start - 4):
            start -= 4
        if kind != "PERSON":
            return Mention(self.article.id, start, end, text[start:end], kind)
        called, years = role(text, start, end, title), age(text, start, end)
        return Mention(self.article.id, start, end, text[start:end], kind, called, age=years)
