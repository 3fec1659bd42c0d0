"""Which spellings are names in an article, and of what type: evidence added up over all their mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from dossier.extracting.lexicon import common, english, listed, place, words
from dossier.extracting.names.candidates.candidate import Candidate, acronym
from dossier.extracting.names.candidates.cuts import is_strange
from dossier.extracting.names.candidates.vocabulary import listed_name, organisation, region
from dossier.extracting.names.evidence import single_words
from dossier.extracting.names.evidence.around import NeighbouringWords, acting, around
from dossier.extracting.names.evidence.context import context
from dossier.extracting.names.evidence.form import form
from dossier.extracting.names.evidence.products import products
from dossier.extracting.names.evidence.table import SpellingEvidence, Typed
from dossier.extracting.names.evidence.works import works
from dossier.model import CONTENT_ZONES, Article, Definition, EntityType
from dossier.text.folding import fold

_SMALL = re.compile(r"[a-z]+")
_COORDINATED = re.compile(r" ?, (?:and |or )?(?:the )?| (?:and|or) (?:the )?")
_APPOSED = re.compile(r", [a-z]")
_BRACKETS = ("(", " ", ":")  # what stands before the ticker of a share: `(NYSE: HPQ)`
_DATELINE = re.compile(r"[A-ZÀ-Þ][^,(/—–:]{2,30}?(?=,|/| ?[(—–:]| -)")
_DASHES = ("—", "–", "-", ":")
_SETTLED = 5.0
_DOUBTFUL = 3.5  # more than this settles that somebody is a person: a given name first, and a verb
_LONG_LIST = 5  # names: longer rows are team sheets
_FREE, _ACTING, _FORCED = 3, 2, 1  # what a capital is worth that grammar does not ask for, and one that it does


class Spellings:
    """The tallies of evidence of an article's spellings, and which of them are names."""

    def __init__(
        self,
        article: Article,
        found: Sequence[Candidate],
        acronyms: Sequence[Definition],
        aliases: Sequence[Definition] = (),
    ) -> None:
        self._text = article.text
        self._defined = {fold(d.short) for d in acronyms}
        self.lower_case: set[str] = set()
        for zone in article.zones:
            if zone.zone in CONTENT_ZONES:
                self.lower_case.update(_SMALL.findall(self._text, zone.start, zone.end))
        self.tallies: dict[str, SpellingEvidence] = {}
        self.support: dict[str, int] = defaultdict(int)
        self.shown: dict[str, Candidate] = {}
        for candidate in found:
            if not candidate.type:
                self._add(candidate)
        self._neighbours(found)
        self._lists(found)
        self._longer_names()
        self._head_of(article)
        self._other_names(aliases)
        self.known: dict[str, Typed] = {}
        self._decide()
        running = [one for one in found if one.is_running]
        made = products(self._text, found, self.known, self.lower_case)
        self.products = made.union(works(self._text, running, self.lower_case))

    def _add(self, candidate: Candidate) -> None:
        """Add the evidence of one mention."""
        key = candidate.key
        tally = self.tallies.get(key)
        if tally is None:
            tally = self.tallies[key] = SpellingEvidence()
            tally.add(form(candidate))
            self.shown[key] = candidate
            if key in self._defined:
                tally.add(["defined as an acronym"])
        if not candidate.is_running:
            return
        near = around(self._text, candidate.start, candidate.end)
        if not self._is_ticker(candidate):
            self.support[key] += self._worth(candidate, near)
        if candidate.title or not self.shown[key].is_running:
            self.shown[key] = candidate
        tally.add_context(context(candidate, near))

    def _worth(self, candidate: Candidate, near: NeighbouringWords) -> int:
        """Return what the capital of a mention is worth."""
        if not candidate.initial or candidate.title or candidate.employer or acronym(candidate.words[0].text):
            return _FREE
        return _ACTING if acting(near) and not english(candidate.key) else _FORCED

    def _is_ticker(self, candidate: Candidate) -> bool:
        """Return whether an acronym stands in brackets alone, like the ticker of a share: `Intel (INTC)`."""
        if len(candidate.words) > 1 or not acronym(candidate.words[0].text):
            return False
        if candidate.key in self._defined or region(candidate.key) or candidate.key in words("country_codes"):
            return False
        before, after = self._text[candidate.start - 1 : candidate.start], self._text[candidate.end : candidate.end + 1]
        return after == ")" and before in _BRACKETS

    def _neighbours(self, found: Sequence[Candidate]) -> None:
        """Give a strange name the type of the settled name beside it: `Zorvan, Meldar and Tarvala`, `Zorvan, Iran`."""
        beside = [(a, b) for a, b in pairwise(found) if _COORDINATED.fullmatch(self._text, a.end, b.start)]
        for strange, settled in (*reversed(beside), *((b, a) for a, b in beside)):
            if strange.type or settled.type:
                continue
            kind, score = self.tallies[settled.key].best
            mine = self.tallies[strange.key]
            weak = mine.best[1] < (1.5 if "article before" in mine.found else 1)  # the Danube and the Zorva
            if score >= 2 and weak and not common(strange.key) and self._may_take_after(strange, settled):
                mine.settle(kind, 2.0, f"it stands beside “{self._written(settled)}”, which is one")
            elif kind == "ORG" == mine.best[0] and score >= 3 and organisation(strange.key):
                mine.settle(kind, max(mine.best[1], 3.0), f"it stands beside “{self._written(settled)}”, which is one")
            elif kind == "PLACE" and score >= 3 and self._is_place_beside(strange, mine):
                mine.settle(kind, mine.best[1] + 0.5, f"it stands beside “{self._written(settled)}”, a place")

    def _is_place_beside(self, candidate: Candidate, mine: SpellingEvidence) -> bool:
        """Return whether what looks like a person is a place where a place stands beside it.

        A list has it among places, or it is one end of something: `between Abu Zorvan and Lisbon`.
        """
        kind, score = mine.best
        if kind != "PERSON" or score > _DOUBTFUL or candidate.title or not candidate.is_running:
            return False
        end = "between" in mine.found and "given name first" not in mine.found
        return len(candidate.words) > 1 and (end or place(candidate.key))

    def _may_take_after(self, strange: Candidate, settled: Candidate) -> bool:
        """Return whether a name may take after the one beside it in a list."""
        if len(strange.words) > 2 or not strange.is_running:
            return False
        if len(strange.words) == 1:
            return strange.start < settled.start or self._goes_on_as_list(settled, strange)
        # home to Liberia, Ana Paz, chairman of the board, said
        apposed = strange.start > settled.start and _APPOSED.match(self._text, strange.end)
        return not apposed and not any(common(w.key) for w in strange.words)

    def _goes_on_as_list(self, settled: Candidate, strange: Candidate) -> bool:
        """Return whether a list goes on or ends behind a name: `Iran, Zorvan and`; not `At Augusta, Zorvan said`."""
        gap = self._text[settled.end : strange.start]
        return gap.strip() != "," or self._text[strange.end : strange.end + 5].startswith(
            (",", " and", " or ", ")", ";", ".")
        )

    def _lists(self, found: Sequence[Candidate]) -> None:
        """Make the strangers of a long list people where most of it are, as in a team sheet."""
        row: list[Candidate] = []
        for a, b in [*pairwise(found), (found[-1], found[-1])]:
            row.append(a)
            if a is b or not _COORDINATED.fullmatch(self._text, a.end, b.start):
                if len(row) > _LONG_LIST:
                    self._make_people(row)
                row = []

    def _make_people(self, row: Sequence[Candidate]) -> None:
        """Make the strangers of a row people where most of it are."""
        people = [c for c in row if c.words[-1].key in listed("surnames") or c.words[0].key in listed("given")]
        if len(people) * 2 <= len(row):
            return
        for tally in (self.tallies[c.key] for c in row if c.key in self.tallies):
            if tally.best[1] < 2.5:
                tally.settle("PERSON", 2.6, "most names of the long list it stands in are people’s")

    def _longer_names(self) -> None:
        """Make an acronym the event whose initials it has, a strange word the place that gives another its name."""
        initials: dict[str, str] = {}
        first: dict[str, str] = {}
        behind: dict[str, str] = {}  # `Zorvan` of `Banca Zorvan`
        for key, candidate in self.shown.items():
            if len(candidate.words) > 1 and candidate.is_running:
                initials.setdefault("".join([w.key[0] for w in candidate.words]), key)
                first.setdefault(candidate.words[0].key, key)
                if len(candidate.words) == 2 and candidate.words[0].key in words("organisation_first"):
                    behind[candidate.words[1].key] = key
        for key, candidate in [pair for pair in self.shown.items() if len(pair[1].words) == 1]:
            if len(key) > 2 and key in initials and acronym(candidate.words[0].text):
                self._take_after_event(key, initials[key])
            elif key in first:
                self._take_after_place(key, first[key])
            elif key in behind:
                self._take_after_organisation(key, behind[key])

    def _take_after_event(self, key: str, full: str) -> None:
        """Settle an acronym whose letters an event has: more than letters and “the” make an organisation."""
        kind, score = self.tallies[full].best
        if kind == "EVENT" and score > 3:
            self.tallies[key].settle(kind, score + 2.0, f"it has the initials of “{self._written(self.shown[full])}”")

    def _take_after_place(self, key: str, full: str) -> None:
        kind, score = self.tallies[full].best
        if kind == "PLACE" and score > 3 and self.tallies[key].best[1] < 1 and not common(key):
            self.tallies[key].settle(kind, 1.0, f"“{self._written(self.shown[full])}” has its name from it")

    def _take_after_organisation(self, key: str, full: str) -> None:
        """Settle a strange word behind one that organisations begin with: `Banca Zorvan`, later `Zorvan`."""
        kind, score = self.tallies[full].best
        called = key in listed("given") or key in listed("surnames")
        if kind == "ORG" and score > 2 and self.tallies[key].best[1] <= 1 and is_strange(key) and not called:
            self.tallies[key].settle(kind, 2.0, f"“{self._written(self.shown[full])}” is called so for short")

    def _head_of(self, article: Article) -> None:
        """Know the paper and the places that an article's head names: `ZORVAN, March 3 (Reuters) -`."""
        paper = self.tallies.get(fold(article.outlet or ""))
        if paper and paper.best[0] != "ORG":
            paper.settle("ORG", paper.best[1] + 1.0, "the article's own outlet")
        for zone in article.zones:
            line = self._text[zone.start : zone.end].rstrip() if zone.zone == "dateline" else ""
            place = _DATELINE.match(line) if line.endswith(_DASHES) else None
            tally = self.tallies.get(fold(place[0])) if place else None
            if tally and tally.best[1] < _SETTLED:
                tally.settle("PLACE", _SETTLED, "a dateline has it")

    def _other_names(self, aliases: Sequence[Definition]) -> None:
        """Give a name the type of its other name where that is better known: `Facebook (now Meta)`."""
        for alias in aliases:
            sides = [self.tallies.get(fold(text)) for text in (alias.full, alias.short)]
            for mine, other, name in ((sides[1], sides[0], alias.full), (sides[0], sides[1], alias.short)):
                if mine and other and mine.best[0] != other.best[0] and mine.best[1] < min(3.0, other.best[1]):
                    mine.settle(other.best[0], mine.best[1] + 1.0, f"“{name}” is another name for it")

    def _written(self, candidate: Candidate) -> str:
        return self._text[candidate.start : candidate.end]

    def _decide(self) -> None:
        """Decide which spellings are names."""
        for key, candidate in self.shown.items():
            kind, score = self.tallies[key].best
            if len(candidate.words) > 1:
                if self._is_name(key, candidate):
                    fallback: EntityType = "PERSON" if candidate.words[-1].key in listed("surnames") else "ORG"
                    self.known[key] = (kind, score) if score > 0 else (fallback, 0.0)
            elif single_words.is_name(self._text, candidate, self.support[key], self.lower_case, score):
                self.known[key] = (kind, score) if score > 0 else ("ORG", 0.0)
        self._products()
        self._without_legal_form()

    def _is_name(self, key: str, candidate: Candidate) -> bool:
        """Return whether several capitalised words are one name."""
        kind, score = self.tallies[key].best
        capitals = candidate.is_cased and all(w.text.isupper() and common(w.key) for w in candidate.words)
        if capitals and not listed_name(key):
            return False  # THREE PEOPLE at the beginning of an article
        if not candidate.is_running or (kind == "PERSON" and len(candidate.words) > 4 and not candidate.title):
            return False
        return self.support[key] >= _FREE or score >= 0.7 or listed_name(key)

    def _products(self) -> None:
        """Make what begins with an organisation's name and is hardly a person its product: `Brumalware Fabric`."""
        for key, candidate in self.shown.items():
            if len(candidate.words) < 2 or key not in self.known:
                continue
            owner, mine = self.known.get(candidate.words[0].key), self.known[key]
            if owner and owner[0] == "ORG" and owner[1] >= 3 and mine[0] == "PERSON" and mine[1] < 3:
                self.known[key] = ("ORG", 1.0)
                self.tallies[key].notes.append(f"it begins with “{candidate.words[0].text}”, an organisation")

    def _without_legal_form(self) -> None:
        """Know an organisation without its legal form too."""
        for key in [k for k, (kind, _) in self.known.items() if kind == "ORG" and " " in k]:
            core = key.split(" ")
            while len(core) > 1 and core[-1] in words("company_suffix"):
                core.pop()
                short = " ".join(core)
                kind, score = self.known.get(short, (None, 0.0))
                if kind is None or (kind == "PERSON" and len(core) > 1 and score < _DOUBTFUL):
                    self.known[short] = self.known[key]
