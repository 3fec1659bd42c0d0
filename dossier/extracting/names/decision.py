"""Candidates turned into mentions by what their article is known to name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dossier.extracting.lexicon import common, demonym, in_any, listed, place, words
from dossier.extracting.names.context import around, context
from dossier.extracting.names.evidence import best, scored
from dossier.extracting.names.form import form, person_shape
from dossier.extracting.names.roles import age, role
from dossier.extracting.names.segments import Candidate, opener, spoken
from dossier.extracting.names.spellings import Spellings
from dossier.extracting.names.vocabulary import Word, begins_sentence, family_first, listed_name, organisation
from dossier.model import Article, EntityType, Mention
from dossier.text.folding import fold

_OPEN, _SHUT = ("“", "‘", '"', "'"), ("”", "’", '"', "'")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_OF_PEOPLE = frozenset(
    {"title before", "role before", "age beside", "followed by who", "kin in apposition", "owner of what people have"}
)
_OF_COMPANIES = frozenset(
    {
        "title after", "invested in", "noun of an organisation after", "noun of an organisation before",
        "noun of an organisation before of", "owner of what organisations have", "followed by which",
    }
)  # fmt: skip
_LONGEST_PART = 6  # words of a name inside a heading


@dataclass(frozen=True, slots=True)
class Decided:
    """A mention, the rule that made it one, and the spelling whose evidence gave the type (folded)."""

    mention: Mention
    rule: str
    key: str


NICKNAME = re.compile(r" [(\"'“‘]([^\W\d_][\w’' -]{0,23})[)\"'”’] ")


class FullNames:
    """The people and organisations an article names in full, by the words that may stand for them."""

    def __init__(self, text: str, found: Sequence[Candidate], spellings: Spellings) -> None:
        self.last: dict[str, str] = {}  # surname to the particle before it
        self.first: set[str] = set()
        self.nicknames: set[str] = set()
        self.organisations: set[str] = set()
        self.heads: dict[str, EntityType] = {}  # `Commission` of the `European Commission`
        for candidate in found:
            if len(candidate.words) > 1 and candidate.is_running:
                self._add(candidate, spellings.known.get(candidate.key, (None, 0.0))[0])
                if nick := NICKNAME.search(text, candidate.start, candidate.end):
                    self.nicknames.add(fold(nick[1]))

    def _add(self, candidate: Candidate, kind: EntityType | None) -> None:
        if kind in ("ORG", "PLACE"):
            self.heads |= {head: kind for head in _heads(candidate.words) if head not in self.heads}
        if kind == "ORG":
            self.organisations.add(candidate.words[0].key)
        elif kind == "PERSON":
            names = [w for w in candidate.words if w.key not in _SUFFIXES]
            stranger = place(names[-1].key) and names[0].key not in listed("given") and not candidate.title
            if len(names) > 1 and not stranger:
                family = names[0] if family_first([w.text for w in names]) else names[-1]
                self.last[family.key] = _particle(family)
                self.first.add(names[0].key)
                for middle in names[1:-1]:
                    self.last.setdefault(middle.key, _particle(middle))


def _heads(group: Sequence[Word]) -> list[str]:
    """Return the words by which an organisation or place may be called again: the last, and the one before a link."""
    before_link = [a.key for a, b in pairwise(group) if b.gap.startswith((" of", " for", " to", " on"))]
    return [key for key in [*before_link, group[-1].key] if in_any(key, "organisation_heads", "place_heads")]


def _particle(word: Word) -> str:
    return gap if (gap := word.gap.strip()) in words("particles") else ""


def _person_at_end(candidate: Candidate) -> Candidate | None:
    """Cut words that are written small elsewhere off before a person: `Public Advocate Anna Ruiz`."""
    group = candidate.words
    for i in range(len(group) - 1):
        key = group[i].key
        if key in listed("given") and i and group[i].gap == " ":
            rest = Candidate(group[i:], candidate.line, title=candidate.title or spoken(group[:i]), type="PERSON")
            return rest if len(rest.words) < 5 and person_shape(rest) else None
        known = key in listed("given") or key in listed("surnames") or in_any(key, "organisation_first", "place_first")
        if known or not common(key):
            return None
    return None


class Decision:
    """Decides what each candidate of an article names, if anything."""

    def __init__(self, article: Article, found: Sequence[Candidate], spellings: Spellings) -> None:
        self.article, self.found, self.spellings = article, found, spellings
        self.known = spellings.known
        self.full = FullNames(article.text, found, spellings)

    def all(self) -> Iterator[Decided]:
        """Yield every mention in text order."""
        for candidate in self.found:
            yield from self.mentions(candidate)

    def mentions(self, candidate: Candidate) -> Iterator[Decided]:
        """Yield the mention or mentions that a candidate becomes."""
        group = candidate.words
        if candidate.type:
            yield self._mention(group, candidate.type, "its words alone", candidate.title)
            return
        kind, score = self.known.get(candidate.key, (None, 0.0))
        rule = "the evidence of its spelling"
        if candidate.key in self.full.nicknames:
            kind, rule = "PERSON", "the nickname of a full name in its article"
        elif len(group) == 1:
            if part := self._part_of_a_name(candidate, kind, score):
                kind, rule = part
        elif rest := self._without_first_word(candidate) or _person_at_end(candidate):
            yield from self._inside(Candidate(group[: len(group) - len(rest.words)], candidate.line))
            yield from self.mentions(rest)
            return
        if kind == "ORG" and score < 2 and len(group) > 1 and self._is_quoted(candidate):
            return
        if kind:
            yield self._mention(group, kind, rule, candidate.title)
        elif len(group) > 1:
            yield from self._inside(candidate)

    def _part_of_a_name(
        self, candidate: Candidate, kind: EntityType | None, score: float
    ) -> tuple[EntityType, str] | None:
        """Return what a single word stands for that is part of a full name in the article, and by which rule."""
        key = candidate.key
        if len(key) < 2 or opener(candidate.words[0], candidate.line):
            return None
        firmly = kind not in (None, "PERSON") and score >= 4 and not candidate.title
        if kind is None and key in self.full.heads and self._is_after_the(candidate):
            return self.full.heads[key], "the head of a longer name in its article"
        if kind == "ORG" and key in self.full.last and self._is_company_here(candidate):
            return "ORG", "a company that has its name from somebody"
        heading = candidate.line == "title" and kind is None and common(key)
        if not heading and key in self.full.last and (not firmly or self._is_person_here(candidate, kind)):
            return "PERSON", "the surname of a full name in its article"
        if not firmly and key in self.full.first and (kind or not common(key)):
            return "PERSON", "the given name of a full name in its article"
        weak = kind in (None, "PERSON") and score < 3
        if key in self.full.organisations and not common(key) and weak:
            return "ORG", "the first word of an organisation in its article"
        return None

    def _is_after_the(self, candidate: Candidate) -> bool:
        """Return whether "the" stands before a word in running text: `the Commission`."""
        before = self.article.text[max(0, candidate.start - 4) : candidate.start]
        return candidate.is_running and before.lower() == "the "

    def _is_quoted(self, candidate: Candidate) -> bool:
        """Return whether a candidate fills quotation marks, as titles of films and songs do."""
        text = self.article.text
        opened = text[candidate.start - 1 : candidate.start] in _OPEN
        return opened and text[candidate.end : candidate.end + 2].strip(",.")[:1] in _SHUT

    def _is_person_here(self, candidate: Candidate, kind: EntityType | None) -> bool:
        """Return whether a place's name that the article also gives somebody as a surname means the person here."""
        if kind != "PLACE" or not candidate.is_running:
            return False
        near = around(self.article.text, candidate.start, candidate.end)
        return scored(context(candidate, near)).get("PLACE", 0.0) <= 0

    def _is_company_here(self, candidate: Candidate) -> bool:
        """Return whether a surname means the company of that name: `shares of Ford`, in an article with a Bill Ford.

        The company is known by a longer name or by its evidence; a title or what people have shows the person.
        """
        key = candidate.key
        if candidate.title or key not in self.companies:
            return False
        near = around(self.article.text, candidate.start, candidate.end)
        return not _OF_PEOPLE.intersection(context(candidate, near))

    @cached_property
    def companies(self) -> frozenset[str]:
        """Surnames of the article that are a company's name in it too."""
        found = set()
        for key in self.full.last:
            tally = self.spellings.tallies.get(key)
            if tally is None or not (key in self.full.organisations or organisation(key) or key in listed("companies")):
                continue
            evident = key in self.full.organisations or not _OF_COMPANIES.isdisjoint(tally.found)
            if evident or (organisation(key) and self._comes_first(key)):
                found.add(key)
        return frozenset(found)

    def _comes_first(self, key: str) -> bool:
        """Return whether a surname stands by itself before its article names somebody of that surname in full."""
        bare = next((c.start for c in self.found if c.key == key and c.is_running and not c.title), None)
        full = next((c.start for c in self.found if len(c.words) > 1 and c.words[-1].key == key), None)
        return bare is not None and full is not None and bare < full

    def _without_first_word(self, candidate: Candidate) -> Candidate | None:
        """Drop the first word of a sentence from a candidate where it is no part of the name: `Chipmaker AMD`."""
        first = candidate.words[0]
        usual = common(first.key) or first.key in words("before_organisation")
        usual = usual and first.key not in words("month_given_names")
        if not candidate.initial or not usual or first.key in listed("given"):
            return None
        rest = Candidate(candidate.words[1:], candidate.line, title=candidate.title)
        if in_any(rest.words[-1].key, "organisation_heads", "place_heads", "company_suffix"):
            return None
        named = rest.key in self.known or (len(rest.words) == 1 and rest.key in self.full.last)
        begins = in_any(first.key, "place_first", "event_first", "organisation_first")
        if len(rest.words) > 1 and not named and person_shape(rest) and not begins:
            rest.type = "PERSON"
        return rest if named or rest.type else None

    def _inside(self, candidate: Candidate) -> Iterator[Decided]:
        """Yield the longest names inside capitalised words that are no name together, as in a heading."""
        group = candidate.words
        i = 0
        while i < len(group):
            for j in range(min(len(group), i + _LONGEST_PART), i, -1):
                part = Candidate(group[i:j], candidate.line, title=candidate.title if i == 0 else None)
                if kind := self._part(part):
                    yield self._mention(part.words, kind, "a name inside a heading", part.title)
                    i = j
                    break
            else:
                i += 1

    def _part(self, part: Candidate) -> EntityType | None:
        """Return what some words of a heading name by themselves, if anything."""
        key = part.key
        if key in self.known:
            return self.known[key][0]
        if in_any(key, "non_name_words", "opening_words", "no_names"):
            return None
        if len(part.words) > 1:
            return self._several_of_a_heading(part)
        if demonym(key):
            return "NATIONALITY"
        if common(key):
            return None
        if key in self.full.last:
            return "PERSON"
        return best(scored(form(part)))[0] if listed_name(key) else None

    def _several_of_a_heading(self, part: Candidate) -> EntityType | None:
        """Return what several words of a heading name: what a list has, or a person whose name is one by its form."""
        named = listed_name(part.key)
        if part.words[0].key not in listed("given") and not named:
            return None  # nothing below could find a name, and headings have many such
        kind, score = best(scored(form(part)))
        person = kind == "PERSON" and score >= 4.5 and len(part.words) <= 3
        unusual = not any(common(w.key) for w in part.words[1:])
        return kind if named or (person and unusual) else None

    def _mention(self, group: Sequence[Word], kind: EntityType, rule: str, title: str | None = None) -> Decided:
        """Return a mention of these words.

        A surname takes its particle with it (`de Zela`), an organisation its capital `The`.
        """
        start, end = group[0].start, group[-1].end
        text = self.article.text
        if kind == "PERSON" and len(group) == 1 and (particle := self.full.last.get(group[0].key)):
            if text[max(0, start - len(particle) - 1) : start].casefold() == particle.casefold() + " ":
                start -= len(particle) + 1
        elif kind == "ORG" and start > 3 and text[start - 4 : start] == "The " and not begins_sentence(text, start - 4):
            start -= 4
        person = kind == "PERSON"
        called = role(text, start, end, title) if person else None
        years = age(text, start, end) if person else None
        mention = Mention(self.article.id, start, end, text[start:end], kind, called, age=years)
        return Decided(mention, rule, spoken(list(group)))
