"""Quotations and their speakers: «…», afirmó Marta Vidal; a déclaré : « … »; „…“, sagte …; dialogue behind dashes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.extracting.dates.find import content
from dossier.extracting.languages.tables import Tongue, folded
from dossier.extracting.quotations.quotation_marks import marked
from dossier.model import Article, Mention, Quotation

_REACH = 170  # characters on either side in which a quotation is attributed
_STOP = re.compile(r"[.!?…](?:[\"»“”’]?)\s+(?=[^\s\da-zà-ÿ])|\n")
_CLAUSE = re.compile(r"[,;:.!?()–—«»“”„\"\n]")
_WHOLE = re.compile(r"[A-ZÀ-Þ¡¿\d]")
# —Nadie nos ayudó —dijo Luis Castel—. Estamos solos.
_DASHED = re.compile(
    r"(?m)^[ \t]*[—–―-][ \t]?(?P<said>[^\W\d_¡¿][^\n—–―]{3,600}?)[ \t]*[,.]?[ \t]*[—–―][ \t]?(?=[^\W\d_])"
)
_AGAIN = re.compile(r"[^\n—–―]{3,160}?[—–―]\.?[ \t]+(?P<said>[^\n—–―]{4,600})(?=\n|\Z)")
_FEW = 3  # words that nobody says: a title or a term, unless it is told who said them


@dataclass(frozen=True, slots=True)
class _Said:
    """Who said something, and the verb or words that tell so."""

    speaker: str | None
    cue: str
    confidence: float
    before: bool = False
    """Whether a pronoun, or nothing beside the verb, names who was named before."""


def find_quotations(article: Article, tongue: Tongue, names: Sequence[Mention]) -> list[Quotation]:
    """Find the quotations of an article in text order; `names` are its names in text order."""
    text = article.text
    reader = _Reader(article, tongue, names)
    blocks = [(zone.start, min(zone.end, len(text))) for zone in content(article)]
    found: list[Quotation] = []
    previous: tuple[int, _Said] | None = None
    for pair in marked(text, blocks):
        if text[pair.outer[0]] in "'‚‘`" and tongue.nouns_capital is False:
            continue  # an apostrophe: l'État, d'Haïti
        said = reader.attributed(*pair.outer) or reader.inside(pair.start, pair.end)
        if (
            said is None
            and previous
            and "\n" not in text[previous[0] : pair.start]
            and pair.start - previous[0] < _REACH
        ):
            said = _Said(previous[1].speaker, previous[1].cue, 0.5)
        if said and said.before:
            said = reader.meant(said, pair.outer[0], previous)
        whole = bool(_WHOLE.match(text, pair.start)) and text.count(" ", pair.start, pair.end) >= _FEW
        ended = text[pair.end - 1] in ".!?…," or text[pair.outer[1] : pair.outer[1] + 1] in {".", ","}
        if said is None and not (whole and ended):
            continue
        found.append(reader.quotation(pair.start, pair.end, said, whole=whole))
        previous = (pair.outer[1], said) if said else None
    taken = [(quotation.start, quotation.end) for quotation in found]
    for start, end, said in reader.dialogue(blocks):
        if not any(first < end and start < last for first, last in taken):
            found.append(reader.quotation(start, end, said, whole=True))
    return sorted(found, key=lambda quotation: quotation.start)


class _Reader:
    def __init__(self, article: Article, tongue: Tongue, names: Sequence[Mention]) -> None:
        self.article, self.text, self.tongue = article, article.text, tongue
        self.names = [mention for mention in names if mention.type in {"PERSON", "ORG", "PLACE"}]
        self.starts = [mention.start for mention in self.names]
        self.people = {mention.text for mention in self.names if mention.type == "PERSON"}
        self.full: defaultdict[str, set[str]] = defaultdict(set)
        for name in self.people:
            if " " in name:
                self.full[name.split()[-1]].add(name)

    def quotation(self, start: int, end: int, said: _Said | None, *, whole: bool) -> Quotation:
        """Put a quotation together."""
        return Quotation(
            article=self.article.id, start=start, end=end, text=self.text[start:end],
            speaker=said.speaker if said else None, cue=said.cue if said else None,
            kind="whole" if whole else "partial",
            confidence=said.confidence if said and said.speaker else 0.0,
        )  # fmt: skip

    def attributed(self, start: int, end: int) -> _Said | None:
        """Find who is said to have said what stands between two places, behind it or before it."""
        behind = self._behind(end)
        return behind or self._before(start)

    def _behind(self, end: int) -> _Said | None:
        """Read `, afirmó Marta Vidal`, `, Marta Vidal dijo`, `, según la policía`."""
        lead = re.compile(r"[\s,.;–—-]{1,4}").match(self.text, end)
        if lead is None or "\n" in lead[0] or "." in lead[0]:
            return None
        at = lead.end()
        inner = self.text[max(0, end - 4) : end].rstrip('»«”“’" \u00a0\u202f')
        if inner.endswith((".", "!", "?", "…")) and self.text[at : at + 1].isupper():
            return None  # the next sentence, which tells of something else
        stop = self._stop(at)
        words = folded(self.text, at, stop)
        if accorded := self._accorded(words, stop):
            return accorded
        for index, verb in self._verbs(words[:7]):
            between = self._name(at, words[index][1])
            behind = self._subject(words[verb][2], stop)
            if index == 0 or (index <= 1 and words[0][0] in {"t", "il", "elle", "l", "le"}):
                return self._told(behind, words, index, verb)
            if between or not _CLAUSE.search(self.text, at, words[index][1]):
                nominal = between or self._nominal(at, words[index][1])
                if nominal or behind:
                    return self._told(nominal or behind, words, index, verb)
        return None

    def _before(self, start: int) -> _Said | None:
        """Read `Marta Vidal dijo: `, `dijo el martes que `, `Laut Polizei ist das `."""
        first = max(0, start - _REACH)
        for match in _STOP.finditer(self.text, first, start):
            first = match.end()
        words = folded(self.text, first, start)
        colon = self.text[first:start].rstrip(" \u00a0\u202f").endswith(":")
        if accorded := self._accorded(words[:8], start):
            return accorded
        for index, verb in reversed(list(self._verbs(words))):
            after = words[verb + 1 :]
            near = len(after) <= 3 or colon or any(word in self.tongue.that for word, _, _ in after)
            if not near:
                continue
            who = self._last_name(first, words[index][1]) or self._nominal(first, words[index][1])
            behind = self._subject(words[verb][2], start) if after and after[0][0] not in self.tongue.that else None
            inverted = index == 0 or self.tongue.nouns_capital or not who
            return self._told((behind if inverted else None) or who or behind, words, index, verb)
        return None

    def _told(self, who: str | None, words: Sequence[tuple[str, int, int]], index: int, verb: int) -> _Said:
        cue = self.text[words[index][1] : words[verb][2]]
        if who:
            return _Said(self._full(who), cue, 0.9)
        return _Said(None, cue, 0.0, before=self._pronoun(words, index, verb))

    def _pronoun(self, words: Sequence[tuple[str, int, int]], index: int, verb: int) -> bool:
        """Whether the subject of a verb is a pronoun for one person, or left out where the language does that."""
        at, end = words[index][1], words[verb][2]
        before = self.text[words[index - 1][1] : words[index - 1][2]] if index else ""
        gap = self.text[words[index - 1][2] : at] if index else ""
        following = words[verb + 1] if verb + 1 < len(words) else None
        after = self.text[following[1] : following[2]] if following else ""
        if any(word in self.tongue.pronouns for word, _, _ in words[index + 1 : verb]):
            return True  # a-t-elle déclaré
        if before.casefold() in self.tongue.pronouns and not gap.strip(" \u00a0-"):
            return not (before.casefold() == "sie" and words[index][0].endswith("en"))
        if after in self.tongue.pronouns and following and not self.text[end : following[1]].strip(" \u00a0-"):
            return not (after == "sie" and words[index][0].endswith("en"))
        return self.tongue.drops and index == 0 and (not following or bool(_CLAUSE.match(self.text, end)))

    def meant(self, said: _Said, start: int, previous: tuple[int, _Said] | None) -> _Said:
        """Give what was said to who alone was named before it in its paragraph, else to who spoke in the one before."""
        paragraph = self.text.rfind("\n", 0, start) + 1
        named = {self._full(mention.text) for mention in self._people_in(paragraph, start)}
        if not named and previous and previous[1].speaker in self.people:
            between = self.text[previous[0] : paragraph]
            if len(between.split("\n\n")) <= 2 and not self._people_in(previous[0], start):
                named = {previous[1].speaker}
        (one,) = named if len(named) == 1 else (None,)
        several = one is None or any(word in self.tongue.joiners for word in one.split())  # Pedro y Ana
        return said if several else _Said(one, said.cue, 0.6)

    def _people_in(self, start: int, end: int) -> list[Mention]:
        here = self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [mention for mention in here if mention.type == "PERSON"]

    def _full(self, who: str) -> str:
        """Give the full name that the article has for a surname."""
        fits = self.full.get(who, set())
        return next(iter(fits)) if len(fits) == 1 else who

    def _stop(self, at: int) -> int:
        limit = min(len(self.text), at + _REACH)
        stop = _STOP.search(self.text, at, limit)
        return stop.start() if stop else limit

    def _verbs(self, words: Sequence[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """Give the verbs of speech among words as (first, last): dijo; a déclaré; hat … gesagt counts as gesagt."""
        for i, (word, start, _) in enumerate(words):
            if not self.text[start].islower():
                continue
            if word in self.tongue.auxiliaries and (participle := self._participle(words, i)):
                yield i, participle
            elif word in self.tongue.says and not (i and words[i - 1][0] in self.tongue.auxiliaries):
                yield i, i

    def _participle(self, words: Sequence[tuple[str, int, int]], auxiliary: int) -> int | None:
        """Give the participle behind an auxiliary: a déclaré, a-t-elle déclaré."""
        for i in range(auxiliary + 1, min(auxiliary + 4, len(words))):
            if words[i][0] in self.tongue.said:
                return i
            if words[i][0] != "t" and words[i][0] not in self.tongue.pronouns:
                return None
        return None

    def _accorded(self, words: Sequence[tuple[str, int, int]], stop: int) -> _Said | None:
        """Read `según la policía` among words."""
        for i, (_, start, _) in enumerate(words[:8]):
            for phrase in self.tongue.according:
                size = len(phrase.split())
                if " ".join(word for word, _, _ in words[i : i + size]) == phrase and i + size < len(words):
                    who = self._subject(words[i + size - 1][2], min(stop, start + 90))
                    if who and not (phrase == "so" and self.text[start].isupper()):
                        return _Said(self._full(who), self.text[start : words[i + size - 1][2]], 0.8)
        return None

    def _name(self, start: int, end: int) -> str | None:
        """Give the first person, else the first body, named in a stretch."""
        here = self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        for kind in ("PERSON", "ORG"):
            for mention in here:
                if mention.type == kind:
                    return mention.text
        return None

    def _last_name(self, start: int, end: int) -> str | None:
        here = self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        people = [mention for mention in here if mention.type == "PERSON"] or [m for m in here if m.type == "ORG"]
        return people[-1].text if people else None

    def _subject(self, at: int, stop: int) -> str | None:
        """Give who stands behind a verb: a person, also in apposition to an office, a body, or as it is written."""
        words = folded(self.text, at, stop)
        if not words or self.text[at : words[0][1]].strip(" \u00a0\u202f-"):
            return None
        if words[0][0] in self.tongue.nobody and words[0][0] not in self.tongue.determiners:
            return None
        begin = words[0][1]
        clause = _CLAUSE.search(self.text, begin, stop)
        end = clause.start() if clause else stop
        first = self._name(begin, end)
        described = words[0][0] in self.tongue.determiners or words[0][0] in self.tongue.roles
        if described and first not in self.people and self.text.startswith(", ", end):
            first = self._apposed(end + 2) or first  # la directora del puerto, Amparo Ruiz
        return first or self._nominal(begin, end)

    def _apposed(self, at: int) -> str | None:
        """Give the person named between a comma and the next."""
        index = bisect_left(self.starts, at)
        if index == len(self.names) or self.names[index].start != at or self.names[index].type != "PERSON":
            return None
        return (
            self.names[index].text
            if self.text[self.names[index].end : self.names[index].end + 1] in {"", *",.;\n"}
            else None
        )

    def _nominal(self, start: int, end: int) -> str | None:
        """Give a description that begins a stretch, as written: la policía de Tarvala, ein Sprecher der Stadt."""
        words = folded(self.text, start, end)
        if not words or words[0][0] not in self.tongue.determiners or len(words) < 2:
            return None
        kept = words[:1]
        for word in words[1:6]:
            gap = self.text[kept[-1][2] : word[1]]
            if gap.strip(" \u00a0\u202f'’") or word[0] in self.tongue.that or word[0] in self.tongue.weekdays:
                break
            kept.append(word)
        while len(kept) > 1 and kept[-1][0] in self.tongue.small:
            kept = kept[:-1]
        return self.text[kept[0][1] : kept[-1][2]] if len(kept) > 1 else None

    def inside(self, start: int, end: int) -> _Said | None:
        """Read who says it between commas inside the marks: « Nous restons, a déclaré Jean Dovik, sans eau »."""
        for comma in re.compile(r",\s").finditer(self.text, start, end):
            stop = self.text.find(",", comma.end(), end)
            words = folded(self.text, comma.end(), stop if stop >= 0 else end)[:5]
            verbs = list(self._verbs(words[:2]))
            if verbs and verbs[0][0] == 0:
                who = self._subject(words[verbs[0][1]][2], stop if stop >= 0 else end)
                if who:
                    return self._told(who, words, *verbs[0])
        return None

    def dialogue(self, blocks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, _Said]]:
        """Give what is said behind dashes, where a verb of speech tells so."""
        for first, last in blocks:
            for match in _DASHED.finditer(self.text, first, last):
                words = folded(self.text, match.end(), self._stop(match.end()))
                verbs = list(self._verbs(words[:2]))
                if not verbs or verbs[0][0]:
                    continue
                index, verb = verbs[0]
                clause = _CLAUSE.search(self.text, words[verb][2])
                said = self._told(self._subject(words[verb][2], clause.start() if clause else last), words, index, verb)
                yield match.start("said"), match.end("said"), said
                if again := _AGAIN.match(self.text, match.end(), last):
                    start, end = again.span("said")
                    yield start, start + len(self.text[start:end].rstrip()), said
