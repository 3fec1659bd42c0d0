"""Who may speak beside a verb of speech in Spanish, French, German or Portuguese: names, offices, pronouns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dossier.extracting import lexicon
from dossier.extracting.languages.calendar_words import calendar
from dossier.extracting.languages.speech import speech
from dossier.extracting.languages.tables import LanguageData, Word, folded
from dossier.extracting.quotations.grammar.vocabulary import PRONOUN_OF_GIVEN_NAME
from dossier.extracting.quotations.quotation_marks import QuotedStretch
from dossier.model import Article, Mention
from dossier.text.folding import fold
from dossier.text.lazy import lazy

REACH = 200  # characters on either side in which a quotation is attributed
STOP = re.compile(r"[.!?…](?:[\"»“”’]?)\s+(?=[^\s\da-zà-ÿ])|\n")
CLAUSE = re.compile(r"[,;:.!?()–—«»“”„\"\n]")
_NAME_RUN = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+(?:[ \u00a0](?:(?:de|da|do|dos|la|le|von|van|der|del)[ ]){0,2}[A-ZÀ-Þ][\w’'-]+){1,3}"
)
_AGED = re.compile(r" (der|die) \d+[- ]?[Jj]ährige")
_OWNER = re.compile(r" (?:de la|de los|del|de|da|do|das|dos|des|du|der) [^\W\d_]+")
_HERS = frozenset({"sie", "elle", "ella", "ela"})
_HIS = frozenset({"er", "il", "el", "ele"})
_POSSESSIVES = frozenset("su sus son sa ses leur seu sua seus suas sein seine ihr ihre l".split())
_PLURALS = ("en", "ent", "an", "aron", "am")  # endings of verbs that several do
_NOT_ALWAYS = frozenset({"so", "fur", "para", "pour"})  # an aim or a reason may stand behind them
_GENITIVES = frozenset({"der", "des", "von", "vom", "fur", "und"})
SPACES = " \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class LanguageAttribution:
    """Who said something, and the verb or words that tell so."""

    speaker: str | None
    cue: str
    confidence: float
    pronoun: str = ""
    """The pronoun for who was named before; "-" where the verb has no subject of its own."""
    rule: str = ""


class Speakers:
    """The names of an article and the words of its language that tell who speaks."""

    def __init__(self, article: Article, lang: LanguageData, names: Sequence[Mention]) -> None:
        self.text, self.lang, self.language = article.text, lang, article.language or ""
        self.words = speech(self.language)
        self.names = [mention for mention in names if mention.type in {"PERSON", "ORG", "PLACE"}]
        self.starts = [mention.start for mention in self.names]
        self.people = {mention.text for mention in self.names if mention.type == "PERSON"}
        self._by_surname: defaultdict[str, set[str]] = defaultdict(set)
        for name in self.people:
            if " " in name:
                self._by_surname[name.split()[-1]].add(name)

    def full(self, who: str) -> str:
        """Return the full name that the article has for a surname."""
        fits = self._by_surname.get(who, set())
        return next(iter(fits)) if len(fits) == 1 else who

    def stop(self, at: int) -> int:
        """Return where the sentence that holds `at` ends, or as far as is looked."""
        limit = min(len(self.text), at + REACH)
        stop = STOP.search(self.text, at, limit)
        return stop.start() if stop else limit

    def verbs(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Return the verbs of speech among words as (first, last): dijo; a déclaré; hat … gesagt counts as gesagt."""
        for i, (word, start, _) in enumerate(words):
            if not self.text[start].islower():
                continue
            if word in self.lang.auxiliaries and (participle := self._participle(words, i)):
                yield i, participle
            elif word in self.says and not (i and words[i - 1][0] in self.lang.auxiliaries | self.lang.determiners):
                yield i, i

    @lazy
    def says(self) -> frozenset[str]:
        """Return the finite forms of verbs of speech."""
        return self.words.says - self.lang.small

    def _participle(self, words: Sequence[Word], auxiliary: int) -> int | None:
        """Return the participle behind an auxiliary: a déclaré, a-t-elle déclaré."""
        for i in range(auxiliary + 1, min(auxiliary + 4, len(words))):
            if words[i][0] in self.words.said:
                return i
            if words[i][0] != "t" and words[i][0] not in self.lang.pronouns:
                return None
        return None

    def told(
        self, who: str | None, words: Sequence[Word], index: int, verb: int, sure: float = 0.9
    ) -> LanguageAttribution:
        """Return the attribution by a verb, with its subject or the pronoun for it."""
        cue = self.text[words[index][1] : words[verb][2]]
        if who:
            return LanguageAttribution(self.full(who), cue, sure)
        return LanguageAttribution(None, cue, 0.0, pronoun=self._pronoun(words, index, verb))

    def _pronoun(self, words: Sequence[Word], index: int, verb: int) -> str:
        """Return the pronoun that is the subject of a verb, "-" where it is left out and the language does that."""
        if sure := self._sure_pronoun(words, index, verb):
            return sure
        plural = words[index][0].endswith(_PLURALS)
        after = self._behind(words, verb)
        for pronoun, gap in (self._before(words, index), after):
            if pronoun in self.lang.pronouns and "," not in gap:
                return "" if plural and pronoun == "sie" else pronoun
        return "-" if self.lang.drops and not plural and self._ends_clause(after[0], words[verb][2]) else ""

    def _sure_pronoun(self, words: Sequence[Word], index: int, verb: int) -> str:
        """Return the pronoun within a verb, or for whom it names by their age; "" where there is none."""
        aged = _AGED.match(self.text, words[verb][2])
        if aged is not None:
            return "sie" if aged[1] == "die" else "er"  # berichtet der 71-Jährige
        # a-t-elle déclaré
        return next((word for word, _, _ in words[index + 1 : verb] if word in self.lang.pronouns), "")

    def _ends_clause(self, after: str, end: int) -> bool:
        """Return whether a verb has no subject behind it: nothing, a mark or an adjunct stands there."""
        return not after or CLAUSE.match(self.text, end) is not None or after in self.words.adjuncts

    def _before(self, words: Sequence[Word], index: int) -> tuple[str, str]:
        """Return the word before a verb and its clitics, and what stands between."""
        if not index:
            return "", ""
        back = index - 1
        while back > 0 and words[back][0] in self.words.clitics:
            back -= 1
        return words[back][0], self.text[words[back][2] : words[index][1]]

    def _behind(self, words: Sequence[Word], verb: int) -> tuple[str, str]:
        """Return the word behind a verb, also behind the t of `assure-t-il`, and what stands between."""
        following = verb + 1 + (verb + 1 < len(words) and words[verb + 1][0] == "t")
        if following >= len(words):
            return "", ""
        return words[following][0], self.text[words[verb][2] : words[following][1]]

    def meant(
        self, said: LanguageAttribution, start: int, previous: tuple[QuotedStretch, LanguageAttribution] | None
    ) -> LanguageAttribution:
        """Return who a pronoun stands for: the only person of its paragraph, who spoke last, who was named last."""
        fitting = [one for one in self._nearest_people(start, previous) if one and self._agrees(one, said.pronoun)]
        fitting = [one for one in fitting if self.lang.joiners.isdisjoint(one.split())]
        return replace(said, speaker=fitting[0], confidence=0.6) if fitting else said

    def _nearest_people(
        self, start: int, previous: tuple[QuotedStretch, LanguageAttribution] | None
    ) -> list[str | None]:
        """Return the people whom a pronoun at a place may stand for, the likeliest first."""
        paragraph = self.text.rfind("\n", 0, start) + 1
        here = self._full_names(paragraph, start)
        before = [] if here else self._full_names(self._paragraph_before(paragraph), paragraph)
        if previous is None:
            return [*here[:1], *here[::-1], *before[::-1]]
        behind, speaker = previous[0].outer[1], previous[1].speaker
        told = [one for one in self._full_names(max(paragraph, behind), start) if one != speaker]
        near = self.text.count("\n\n", behind, start) <= 1
        spoke = near and speaker in self.people and (len(set(here)) > 1 or not here)
        return [*told[:1], *([speaker] if spoke else []), *here[::-1], *before[::-1]]

    def _full_names(self, start: int, end: int) -> list[str]:
        return [self.full(mention.text) for mention in self.people_in(start, end)]

    def _paragraph_before(self, start: int) -> int:
        end = len(self.text[:start].rstrip())
        return self.text.rfind("\n", 0, end) + 1

    def _agrees(self, name: str, pronoun: str) -> bool:
        """Return whether a person may be "she" or "he": by the given name, or by how it ends."""
        wanted = "she" if pronoun in _HERS else "he" if pronoun in _HIS else ""
        given = fold(name.split(maxsplit=1)[0])
        sex = PRONOUN_OF_GIVEN_NAME.get(given)
        if sex is None and given.endswith(("a", "o")) and self.language in {"es", "pt"}:
            sex = "she" if given.endswith("a") else "he"
        return not wanted or sex is None or sex == wanted

    def people_in(self, start: int, end: int) -> list[Mention]:
        """Return the people named in a stretch."""
        here = self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [mention for mention in here if mention.type == "PERSON"]

    def credited(self, words: Sequence[Word], stop: int) -> LanguageAttribution | None:
        """Return who says it in `según la policía`, `laut Polizei`, `Hagemann zufolge` at the beginning of words."""
        for i in range(len(words[:9])):
            for turn in self.words.credits:
                if found := self._credited_by(turn, words, i, stop):
                    return found
        return self._credited_behind(words) if self.language == "de" else None

    def _credited_by(self, turn: str, words: Sequence[Word], i: int, stop: int) -> LanguageAttribution | None:
        """Read a turn that names whose words it is, at one of the words."""
        size = turn.count(" ") + 1
        if " ".join(word for word, _, _ in words[i : i + size]) != turn or i + size >= len(words):
            return None
        if turn in _NOT_ALWAYS and not self._names_at(words[i + size][1], turn, i):
            return None
        start, end = words[i][1], words[i + size - 1][2]
        if words[i + size][0] in self.lang.pronouns:  # selon elle
            return LanguageAttribution(None, self.text[start:end], 0.0, pronoun=words[i + size][0])
        who = self.subject(end, min(stop, end + 90)) or self._noun(end, stop)
        return LanguageAttribution(self.full(who), self.text[start:end], 0.8) if who else None

    def _credited_behind(self, words: Sequence[Word]) -> LanguageAttribution | None:
        """Return who says it in `Hagemann zufolge`."""
        behind = next((word for word in words[:8] if word[0] == "zufolge"), None)
        if behind is None:
            return None
        start, end = words[0][1], behind[1]
        who = self._last_person(start, end) or self._nominal(start, end) or self.text[start : words[0][2]]
        return LanguageAttribution(self.full(who), "zufolge", 0.8)

    def _names_at(self, at: int, turn: str, index: int) -> bool:
        """Return whether somebody stands behind `so`, `pour` or `para`: an aim or a reason does too."""
        stop = CLAUSE.search(self.text, at)
        named = self.person(at, stop.start() if stop else at + 60) is not None or self.run(at) is not None
        return named and (turn == "so" or index == 0)

    def _noun(self, at: int, stop: int) -> str | None:
        """Return a bare noun behind `laut`: Polizei, Veranstalter."""
        words = folded(self.text, at, stop)[:1]
        bare = words and self.language == "de" and self.text[words[0][1]].isupper()
        return self.text[words[0][1] : words[0][2]] if bare else None

    def person(self, start: int, end: int) -> str | None:
        """Return the first person, else the first organisation, named in a stretch."""
        here = self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return next((m.text for kind in ("PERSON", "ORG") for m in here if m.type == kind), None)

    def _last_person(self, start: int, end: int) -> str | None:
        here = self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        people = [m for m in here if m.type == "PERSON"] or [m for m in here if m.type == "ORG"]
        return people[-1].text if people else None

    def run(self, at: int) -> str | None:
        """Return a name that names did not find: capitalised words in a row, an office before them left out."""
        run = _NAME_RUN.match(self.text, at)
        words = run[0].split() if run else []
        while len(words) > 1 and not self._given(words[0]) and (len(words) > 2 or fold(words[0]) in self.lang.roles):
            words = words[1:]
        return " ".join(words) if len(words) > 1 else None

    def _given(self, word: str) -> bool:
        return fold(word.split("-", maxsplit=1)[0]) in lexicon.listed("given")

    def subject(self, at: int, stop: int) -> str | None:
        """Return who stands behind a verb: a person, also beside an office, an organisation, or as it is written."""
        begin = self._subject_begins(at, stop)
        if begin is None:
            return None
        clause = CLAUSE.search(self.text, begin, stop)
        end = clause.start() if clause else stop
        first_word = self.text[begin : begin + 30].split()[:1]
        head = fold(first_word[0].strip(",.;:")) if first_word else ""
        if head in self.lang.nobody and head not in self.lang.determiners:
            return None
        return self._named_subject(head, begin, end) or self._source(begin, end)

    def _subject_begins(self, at: int, stop: int) -> int | None:
        """Return where the subject behind a verb begins: behind a clitic (queixa-se Graça Tavares) and adjuncts."""
        words = folded(self.text, at, stop)
        if words and words[0][0] in self.words.clitics and self.text[at : words[0][1]] == "-":
            at, words = words[0][2], words[1:]
        if not words or self.text[at : words[0][1]].strip(SPACES + "-"):
            return None
        return self._behind_adjunct(words)

    def _named_subject(self, head: str, begin: int, end: int) -> str | None:
        """Return a person, also in apposition to what describes them: la directora del puerto, Amparo Ruiz."""
        first = self.person(begin, end)
        described = head in self.lang.determiners or head in self.lang.roles or first not in self.people
        owned = first is not None and self._belongs(first, begin, end)  # la concejala de Hacienda, Inmaculada Ríos
        if described and (first not in self.people or owned) and self.text.startswith(", ", end):
            first = self._apposed(end + 2) or first
        return first or self.run(begin) or self._nominal(begin, end)

    def _source(self, start: int, end: int) -> str | None:
        """Return a noun that speaks without an article, with what it is of: fuentes de la investigación."""
        words = folded(self.text, start, end)
        if not words or words[0][0] not in self.words.sources:
            return None
        owner = _OWNER.match(self.text, words[0][2], end)
        return self.text[words[0][1] : owner.end() if owner else words[0][2]]

    def _behind_adjunct(self, words: Sequence[Word]) -> int | None:
        """Return where the subject begins: behind `en un comunicado`, `am Abend`, `a Radio Sur`."""
        i = 0
        while i < len(words) and self._is_adjunct(words[i]):
            i += 1
            if self._is_day(words[i - 1]) and i < len(words) and self._begins_name(words[i]):
                break
            while i < len(words) and words[i][0] in self.lang.determiners | {"un", "una", "um", "uma", "une"}:
                i += 1
            i += 1
            while i < len(words) and not self._begins_subject(words[i]):
                i += 1
        return words[i][1] if i < len(words) else None

    def _is_adjunct(self, word: Word) -> bool:
        """Return whether a word begins a phrase of place or time; Portuguese `a` is an article, `à` is not."""
        article = self.language == "pt" and self.text[word[1] : word[2]].lower() == "a"
        return word[0] in self.words.adjuncts and not article

    def _is_day(self, word: Word) -> bool:
        """Return whether a word is a time by itself, with nothing behind it: `mardi`, `ayer`, `gestern`."""
        known = calendar(self.language)
        return word[0] in known.weekdays or word[0] in known.days

    def _begins_name(self, word: Word) -> bool:
        """Return whether a person's name begins with a word."""
        at = bisect_left(self.starts, word[1])
        return at < len(self.names) and self.starts[at] == word[1] and self.names[at].type == "PERSON"

    def _begins_subject(self, word: Word) -> bool:
        named = self._begins_name(word) or word[0] in self.words.sources
        return named or word[0] in self.lang.determiners or word[0] in self.lang.roles or self._is_adjunct(word)

    def _apposed(self, at: int) -> str | None:
        """Return the person named between a comma and the next mark; a title before the name is left out."""
        index = bisect_left(self.starts, at)
        mention = self.names[index] if index < len(self.names) else None
        if mention is None or mention.type != "PERSON" or len(self.text[at : mention.start].split()) > 1:
            return self.run(at)
        return mention.text if self.text[mention.end : mention.end + 1] in {"", *",.;:—–\n "} else None

    def _nominal(self, start: int, end: int) -> str | None:
        """Return a description that begins a stretch, as written: la policía de Tarvala, ein Sprecher der Stadt."""
        words = folded(self.text, start, end)
        if not words or words[0][0] not in self.lang.determiners | _POSSESSIVES:
            return None
        kept = list(words[:1])
        for word in words[1:7]:
            gap = self.text[kept[-1][2] : word[1]]
            if gap.strip(SPACES + "'’-") or self._ends_nominal(word, kept):
                break
            kept.append(word)
        while len(kept) > 1 and kept[-1][0] in self.lang.small:
            kept = kept[:-1]
        return self.text[kept[0][1] : kept[-1][2]] if len(kept) > 1 else None

    def _ends_nominal(self, word: Word, kept: Sequence[Word]) -> bool:
        """Return whether a word is none of the noun phrase: “que”, a weekday, an adjunct; in German other small words.

        After its noun a German phrase goes on only with a genitive or `von`.
        """
        if word[0] in self.lang.that or word[0] in self.lang.weekdays or self._is_adjunct(word):
            return True
        if not self.lang.nouns_capital or len(kept) < 2:
            return False
        noun = any(self.text[one[1]].isupper() for one in kept)
        return noun and self.text[word[1]].islower() and word[0] not in _GENITIVES

    def before_verb(self, start: int, end: int) -> str | None:
        """Return the subject that stands between the beginning of a sentence and its verb."""
        if people := self.people_in(start, end):
            return people[-1].text
        organisation = self._last_person(start, end)
        if organisation is not None and not self._belongs(organisation, start, end):
            return organisation
        words = folded(self.text, start, end)
        if not words or (self._is_adjunct(words[0]) and self.lang.nouns_capital):
            return None
        begin = max((m.end() for m in re.finditer(r"[,;:]\s", self.text[start:end])), default=0)
        return self.run(words[0][1]) or self._nominal(start + begin, end) or self._nominal(words[0][1], end)

    def _belongs(self, organisation: str, start: int, end: int) -> bool:
        """Return whether an organisation only says whose speaker it is: `un portavoz de la Junta`."""
        at = self.text.rfind(organisation, start, end)
        before = [word for word, _, _ in folded(self.text, start, at)][-2:]
        return not {"de", "del", "da", "do", "das", "dos", "du", "des", "der", "von", "vom"}.isdisjoint(before)

    def named_first(self, start: int, end: int) -> str | None:
        """Return the person beside the colon at `end`, else the first one of the sentence, else its first words."""
        people = self.people_in(start, end)
        if people:
            beside = not self.text[people[-1].end : end].strip(SPACES + ":,")
            return people[-1].text if beside else people[0].text
        return self.run(start) or self._nominal(start, end)
