"""The facts that changed between two versions of one article."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from importlib import resources

from dossier.linking.facts import ArticleFacts
from dossier.linking.text.sentences import TextSentence, flat, sentences, words_of
from dossier.linking.versions.alignment import SentencePair, aligned
from dossier.linking.versions.facts import ChangedFact, Fact, Range, changed, facts_of, ranges
from dossier.model import Change, ChangeKind, Span
from dossier.text.data_files import entries

_WORD = re.compile(r"[^\W_]+(?:[.,][^\W_]+)*")
_BY_WHAT_DIFFERS = frozenset({"headline", "number", "text"})
_SPOKEN_ALIKE = 0.6  # of the words of two quotations; below it they are two quotations
_QUOTED = 3  # words of a quotation of which it is a change that it loses or gets its marks
_MARKS = frozenset("\"“”„«»‹›‘’'")
_SHORT_GAP = 2  # words between two stretches that are reported as one


def changes(was: ArticleFacts, now: ArticleFacts, versions: tuple[str, str]) -> list[Change]:
    """Return what changed, in the order of the later text; `versions` are the ids of both."""
    return list(_Comparison(was, now, versions).changes())


class _Comparison:
    """Two versions of one article, the facts of each, and their pairs of differing sentences."""

    def __init__(self, was: ArticleFacts, now: ArticleFacts, versions: tuple[str, str]) -> None:
        self._was, self._now = was, now
        self._versions = versions
        same = words_of(was.article.text) == words_of(now.article.text)  # though spaces may part sentences elsewhere
        pairs = [] if same else [one for one in aligned(sentences(was), sentences(now)) if not self._moved(one)]
        self._notices = [
            now.article.text[one.now.start : one.now.end]
            for one in pairs
            if one.now is not None and self._is_notice(one)
        ]
        self._pairs = [one for one in pairs if not self._is_notice(one)]
        self._facts_was, self._facts_now = facts_of(was), facts_of(now)

    def changes(self) -> Iterator[Change]:
        """Yield the change of the headline, then those of quotations, then those of sentences."""
        was, now = self._was.article.title, self._now.article.title
        if words_of(was) != words_of(now) and not self._both_stay(was, now):
            yield self._change("headline", was, now)
        quotes = list(self._quotes())
        found = [(one, self._told(one)) for one in quotes]
        covered = [one for one in quotes if one.was and one.now]
        for pair in self._pairs:
            found += [(one, self._told(one)) for one in self._within(pair, covered)]
        yield from (change for _, change in sorted(found, key=lambda item: self._order(item[0])))

    def _both_stay(self, was: str, now: str) -> bool:
        """Return whether either headline stands in both texts: then a line was moved or cut in another place."""
        texts = [flat(one.article.text) for one in (self._was, self._now)]
        return all(flat(title) in text for title in (was, now) for text in texts)

    def _order(self, one: ChangedFact) -> tuple[int, int]:
        fact = one.now or one.was
        assert fact is not None
        return fact.start, fact.end

    def _within(self, pair: SentencePair, quotes: Sequence[ChangedFact]) -> Iterator[ChangedFact]:
        """Yield the changes of one sentence; what stands in a quotation that changed is told with it."""
        if pair.was is None or pair.now is None:
            yield ChangedFact(self._sentence(pair.was, self._was), self._sentence(pair.now, self._now))
            return
        stretches = ranges(pair.was, pair.now)
        stretches = [one for one in stretches if not any(_in_quote(one, quote) for quote in quotes)]
        was = [one for one in _inside(self._facts_was, pair.was) if one.kind != "quote"]
        now = [one for one in _inside(self._facts_now, pair.now) if one.kind != "quote"]
        told = [one for one in changed(was, now, stretches) if any(_touches(place, one) for place in stretches)]
        yield from told
        left = [place for place in stretches if not any(_touches(place, one) for one in told)]
        left = [place for place in left if not _is_reworded(place, was, now)]
        for place in _joined(left, self._was.article.text):
            days = _date(was, place.was), _date(now, place.now)
            if all(days):  # the weekday of a date that is written out
                yield ChangedFact(*days)
                continue
            yield ChangedFact(self._words(place.was, self._was), self._words(place.now, self._now))

    def _quotes(self) -> Iterator[ChangedFact]:
        """Yield the quotations whose words or speaker changed; one in a sentence that is gone or new goes with it."""
        was = [one for one in self._facts_was if one.kind == "quote" and not self._alone(one, earlier=True)]
        now = [one for one in self._facts_now if one.kind == "quote" and not self._alone(one, earlier=False)]
        left: list[Fact] = []
        for quote in was:
            same = next((one for one in now if one.key == quote.key), None)
            if same is None:
                left.append(quote)
                continue
            now.remove(same)
            yield from self._said_by_another(quote, same)
        yield from self._reworded(left, now)
        for quote in now:
            bare = _without_marks(self._was, quote)
            if bare or not _holds(self._was, quote):
                yield ChangedFact(bare, quote)

    def _said_by_another(self, quote: Fact, same: Fact) -> Iterator[ChangedFact]:
        """Yield the change of a quotation with the same words that has another speaker now."""
        before, after = _speaker(self._was, quote), _speaker(self._now, same)
        if before is None or after is None or set(words_of(before)) & set(words_of(after)):
            return
        if _passage(self._was, quote) != _passage(self._now, same):
            yield ChangedFact(_attributed(quote, before), _attributed(same, after))

    def _reworded(self, left: Sequence[Fact], now: list[Fact]) -> Iterator[ChangedFact]:
        """Yield what became of quotations that no later one has word for word; those found in `now` are taken out."""
        for quote in left:
            like = max(now, key=lambda one: _alike(quote, one), default=None)
            if like is not None and _alike(quote, like) >= _SPOKEN_ALIKE:
                now.remove(like)
                if not self._is_moved(quote, like):
                    yield ChangedFact(quote, like)
            elif not _holds(self._now, quote):
                yield ChangedFact(quote, None)
            elif bare := _without_marks(self._now, quote):
                yield ChangedFact(quote, bare)

    def _is_moved(self, was: Fact, now: Fact) -> bool:
        """Return whether the paragraphs of a quotation that has several stand in both versions, in another order."""
        return len(_paragraphs(was) + _paragraphs(now)) > 2 and _holds(self._now, was) and _holds(self._was, now)

    def _alone(self, fact: Fact, *, earlier: bool) -> bool:
        """Return whether a fact stands in a sentence that is gone (of the earlier version) or new (of the later)."""
        alone = [one.was if earlier else one.now for one in self._pairs if one.was is None or one.now is None]
        return any(one is not None and one.start <= fact.start < one.end for one in alone)

    def _moved(self, pair: SentencePair) -> bool:
        """Return whether a sentence stands in the other version too, in what is taken for furniture there."""
        if pair.was is not None and pair.now is not None:
            return False
        sentence, other = (pair.was, self._now) if pair.was is not None else (pair.now, self._was)
        return sentence is not None and f" {' '.join(sentence.words)} " in flat(other.article.text)

    def _is_notice(self, pair: SentencePair) -> bool:
        """Return whether a sentence is new and announces a correction."""
        if pair.was is not None or pair.now is None:
            return False
        text = self._now.article.text[pair.now.start : pair.now.end].casefold().replace("’", "'")
        return any(phrase in text for phrase in correction_notices())

    def _declared(self, kind: ChangeKind, was: str | None, now: str | None) -> bool:
        """Return whether a notice tells of the change: by its words, or without naming any figure or name at all.

        The words of a headline, number or sentence that both versions have tell nothing of what changed in it.
        """
        before, after = ({*words_of(text or "")} for text in (was, now))
        every = before ^ after if kind in _BY_WHAT_DIFFERS and was and now else before | after
        wanted = {word for word in every if len(word) > 2 or word.isdigit()}
        return any(wanted & set(words_of(notice)) or not _names_anything(notice) for notice in self._notices)

    def _told(self, one: ChangedFact) -> Change:
        fact = one.now or one.was
        assert fact is not None
        return self._change(fact.kind, one.was.said if one.was else None, one.now.said if one.now else None, one)

    def _change(self, kind: ChangeKind, was: str | None, now: str | None, places: ChangedFact | None = None) -> Change:
        there = (places.was, places.now) if places else (None, None)
        return Change(
            self._now.article.id,
            *self._versions,
            kind,
            was,
            now,
            self._declared(kind, was, now),
            _span(there[0], self._was),
            _span(there[1], self._now),
        )

    def _sentence(self, sentence: TextSentence | None, facts: ArticleFacts) -> Fact | None:
        return self._words((sentence.start, sentence.end), facts) if sentence else None

    def _words(self, place: tuple[int, int], facts: ArticleFacts) -> Fact | None:
        start, end = place
        said = " ".join(facts.article.text[start:end].split())
        return Fact("text", start, end, said, said) if said else None


def _span(fact: Fact | None, facts: ArticleFacts) -> Span | None:
    if fact is None:
        return None
    return Span(facts.article.id, fact.start, fact.end, facts.article.text[fact.start : fact.end])


def _names_anything(notice: str) -> bool:
    """Return whether a notice names a number or, after its first word, a name."""
    words = _WORD.findall(notice)
    return any(word[0].isdigit() for word in words) or any(word[0].isupper() for word in words[1:])


def _speaker(facts: ArticleFacts, quote: Fact) -> str | None:
    return next((one.speaker for one in facts.quotations if one.start == quote.start), None)


def _passage(facts: ArticleFacts, quote: Fact) -> tuple[str, ...]:
    """Return the words of the passage in which a quotation begins."""
    passages = facts.article.passages
    return next((words_of(facts.article.text[p.start : p.end]) for p in passages if p.start <= quote.start < p.end), ())


def _holds(facts: ArticleFacts, quote: Fact) -> bool:
    """Return whether a version has the words of a quotation, as a quotation or not; each paragraph for itself."""
    text = flat(facts.article.text)
    return all(flat(part) in text for part in _paragraphs(quote))


def _without_marks(facts: ArticleFacts, quote: Fact) -> Fact | None:
    """Return where a version has the words of another's quotation outside quotation marks, if it has them so."""
    text, words = facts.article.text, words_of(quote.said)
    pattern = r"\W*".join(re.escape(word).replace("'", "['’]") for word in words)
    found = re.search(rf"\b{pattern}\b", text, re.IGNORECASE) if len(words) >= _QUOTED else None
    if (
        found is None
        or set(text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 2]) & _MARKS
    ):
        return None
    if any(one.start < found.end() and found.start() < one.end for one in facts.quotations):
        return None
    said = f"without quotation marks: {' '.join(found[0].split())}"
    return Fact("quote", found.start(), found.end(), words, said)


def _paragraphs(quote: Fact) -> list[str]:
    return re.split(r"\n\s*\n", quote.said)


def _date(facts: Sequence[Fact], place: tuple[int, int]) -> Fact | None:
    return next((one for one in facts if one.kind == "date" and one.start <= place[0] and place[1] <= one.end), None)


def _attributed(quote: Fact, speaker: str) -> Fact:
    return Fact("quote", quote.start, quote.end, quote.key, f"{speaker}: {quote.said}")


def _alike(one: Fact, other: Fact) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(words_of(one.said), words_of(other.said))


def _inside(facts: Sequence[Fact], sentence: TextSentence) -> list[Fact]:
    return [fact for fact in facts if sentence.start <= fact.start < sentence.end]


def _touches(place: Range, one: ChangedFact) -> bool:
    return (one.was is not None and place.holds_was(one.was)) or (one.now is not None and place.holds_now(one.now))


def _in_quote(place: Range, quote: ChangedFact) -> bool:
    """Return whether a stretch lies within a quotation that changed."""
    was, now = quote.was, quote.now
    return bool(was and now) and (
        (was.start <= place.was[0] and place.was[1] <= was.end)  # type: ignore[union-attr]
        and (now.start <= place.now[0] and place.now[1] <= now.end)  # type: ignore[union-attr]
    )


def _joined(places: Sequence[Range], text: str) -> list[Range]:
    """Return the stretches with those joined that only a word or two part."""
    out: list[Range] = []
    for place in places:
        if out and len(_WORD.findall(text[out[-1].was[1] : place.was[0]])) <= _SHORT_GAP:
            out[-1] = Range((out[-1].was[0], place.was[1]), (out[-1].now[0], place.now[1]))
        else:
            out.append(place)
    return out


def _is_reworded(place: Range, was: Sequence[Fact], now: Sequence[Fact]) -> bool:
    """Return whether a stretch only tells the same number or date in other words: `5 million`, `5,000,000`."""
    facts = [one for one in was if _is_within(place.was, one)]
    others = [one for one in now if _is_within(place.now, one)]
    return any(one.kind == other.kind and one.key == other.key for one in facts for other in others)


def _is_within(place: tuple[int, int], fact: Fact) -> bool:
    """Return whether a fact holds a stretch; one without words stands before the next word."""
    start, end = place
    return fact.start <= start and end <= fact.end + (start == end)


@functools.cache
def correction_notices() -> tuple[str, ...]:
    """Return the phrases with which articles announce a correction, in small letters."""
    return tuple(entries(resources.files("dossier.linking.versions") / "correction_notices.txt"))
