"""Quotations of a draft, looked for word by word in what the sources quote, then in the rest of their texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from dossier.linking.checking.draft import DraftDossier
from dossier.linking.checking.gaps import Gap, bracketed, gaps_of
from dossier.linking.checking.quote_words import same_words
from dossier.linking.checking.short_quotes import one_word_off
from dossier.linking.checking.speakers import is_other_speaker, is_same_speaker, may_name
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.alignment import NEGATIONS, AlignedWord, tokens
from dossier.model import CheckedClaim, ClaimEvidence, ClaimStatus, Quotation, Span
from dossier.text.lists import listed

_RUN = 3  # words in a row that a place must share with the quotation to be looked at
_ALIKE = 0.6  # of the words of a quotation that must stand in a place for it to be the same quotation, changed
_CHANGED = 0.8  # of the words, from which on the rest was changed; below, it may be another translation
_REWORDED = 3  # places in which the words differ, from which on it is rather another translation than a slip
_PART = 4  # words in a row that each of two joined quotations must give
_BESIDE = 150  # characters between two quotations that only "she said" parts
_FEWEST = 3  # words; fewer are looked for whole only
_SHORT = 5  # words of a quotation of which one changed word is more than a fifth
_BEFORE = 3  # words before a trimmed quotation in which a negation would turn its sense
_NEAR = 40  # characters, in which the words before a quotation are looked at
_MOST_PLACES = 12
_SHOWN = 8  # words that differ
_LEFT_OUT = 12  # words that are left out, and shown
_REMEMBERED = 2_000  # quotations; a draft that is written asks for the same ones again and again


@dataclass(frozen=True, slots=True)
class _Text:
    """A stretch of an article's words: a quotation of a source, or its whole text where `quotation` is None."""

    article: str
    text: str
    offset: int
    words: tuple[AlignedWord, ...]
    quotation: Quotation | None


@dataclass(frozen=True, slots=True)
class _Match:
    """Where the words of a draft's quotation stand: tokens `first` to before `last`.

    The words that differ are told by their places: `gone` among those of the source, `put` among those of the draft.
    `places` counts the stretches in which they differ.
    """

    where: _Text
    first: int
    last: int
    alike: float
    gone: tuple[int, ...]
    put: tuple[int, ...]
    jumps: bool
    places: int = 0

    def evidence(self) -> ClaimEvidence:
        """Return the words in the source as evidence; its reading names the speaker there."""
        start = self.where.offset + self.where.words[self.first].start
        end = self.where.offset + self.where.words[self.last - 1].end
        text = self.where.text[start - self.where.offset : end - self.where.offset]
        speaker = self.where.quotation.speaker if self.where.quotation else None
        return ClaimEvidence(self.where.article, start, end, text, speaker or "outside quotation marks")


class SourceWords:
    """The words of the sources with an index of runs of three, for finding quotations."""

    def __init__(self, sources: Sequence[ArticleFacts]) -> None:
        self._found: dict[tuple[str, ...], list[_Match]] = {}
        self._quoted: list[_Text] = []
        self._plain: list[_Text] = []
        for facts in sources:
            article = facts.article
            for one in facts.quotations:
                text = article.text[one.start : one.end]
                self._quoted.append(_Text(article.id, text, one.start, tokens(text), one))
            self._plain += [
                _Text(article.id, text, p.start, tokens(text), None)
                for p in article.passages
                if (text := article.text[p.start : p.end])
            ]
        self._runs = {id(texts): _runs(texts) for texts in (self._quoted, self._plain)}

    def quoted(self, said: Sequence[AlignedWord]) -> list[_Match]:
        """Return where sources quote these words, or most of them, the likest first."""
        words = tuple(token.word for token in said)
        if words not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[words] = self._matches(self._quoted, said)
        return self._found[words]

    def written(self, said: Sequence[AlignedWord]) -> list[_Match]:
        """Return where the words stand in a source's text whole, in marks or not."""
        return [match for match in self._matches(self._plain, said) if match.alike == 1 and not match.put]

    def one_word_off(self, said: Sequence[AlignedWord]) -> list[_Match]:
        """Return the quotations of the sources that have a short one but for one word."""
        words = [token.word for token in said]
        places = ((where, one_word_off(words, where.words)) for where in self._quoted)
        return [_Match(where, *off[:2], 1 - 1 / len(words), *off[2:], jumps=False) for where, off in places if off]

    def joined(self, said: Sequence[AlignedWord]) -> list[_Match]:
        """Return two quotations of the sources of which the first words and the last words of a quotation are.

        There are none unless each has four words in a row or more, and both together have all of them.
        """
        words = [token.word for token in said]
        places = self._runs[id(self._quoted)]
        first = [(place, _common(self._quoted[place], words)) for place in places.get(tuple(words[:_RUN]), ())]
        back = words[::-1]
        last = [(place, _common(self._quoted[place], back, step=-1)) for place in places.get(tuple(words[-_RUN:]), ())]
        if not first or not last:
            return []
        (begins, head), (ends, tail) = (max(found, key=lambda one: one[1][1]) for found in (first, last))
        if begins == ends or min(head[1], tail[1]) < _PART or head[1] + tail[1] < len(words):
            return []
        return [self._part(begins, head[0], head[1]), self._part(ends, tail[0] - tail[1] + 1, tail[1])]

    def continued(self, said: Sequence[AlignedWord], matches: Sequence[_Match]) -> list[_Match]:
        """Return the quotation that most words of another are from, and that of which its last words are.

        There are none unless four words or more at the end stand in a row there and not in the first: "The data center
        is the heart of" of one, and "fewer suppliers than we have now" of another, be it spelt datacenter.
        """
        words = [token.word for token in said]
        for match in matches:
            first = next((i for i in range(len(words)) if set(range(i, len(words))) <= set(match.put)), len(words))
            for place in self._runs[id(self._quoted)].get(tuple(words[first : first + _RUN]), ()):
                rest = _whole(self._quoted[place], words[first:])
                if rest and len(words) - first >= _PART and rest.where is not match.where:
                    return [match, rest]
        return []

    def _part(self, place: int, at: int, length: int) -> _Match:
        return _Match(self._quoted[place], at, at + length, 1.0, (), (), jumps=False)

    def _matches(self, texts: list[_Text], said: Sequence[AlignedWord]) -> list[_Match]:
        words = [token.word for token in said]
        if len(words) < _FEWEST:
            found = [match for where in texts if (match := _whole(where, words))]
        else:
            shared: defaultdict[int, int] = defaultdict(int)
            for i in range(len(words) - _RUN + 1):
                for place in self._runs[id(texts)].get(tuple(words[i : i + _RUN]), ()):
                    shared[place] += 1
            likeliest = sorted(shared, key=lambda place: (-shared[place], place))[:_MOST_PLACES]
            found = [match for place in likeliest if (match := _aligned(texts[place], words)).alike >= _ALIKE]
        return sorted(found, key=lambda match: (-match.alike, len(match.put), match.where.article))


def _runs(texts: Sequence[_Text]) -> dict[tuple[str, ...], list[int]]:
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        words = [token.word for token in text.words]
        for run in {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}:
            found[run].append(place)
    return found


def _common(where: _Text, words: Sequence[str], step: int = 1) -> tuple[int, int]:
    """Return where the longest run of a text's words begins that are the first of `words`, and how long it is.

    With a `step` of -1 the text is read backwards: then it is where the run ends.
    """
    theirs = [token.word for token in where.words][::step]
    best = (0, 0)
    for at in range(len(theirs)):
        length = 0
        while length < len(words) and at + length < len(theirs) and theirs[at + length] == words[length]:
            length += 1
        best = max(best, (at, length), key=lambda run: run[1])
    return best if step == 1 else (len(theirs) - 1 - best[0], best[1])


def _whole(where: _Text, words: Sequence[str]) -> _Match | None:
    theirs = [token.word for token in where.words]
    for i in range(len(theirs) - len(words) + 1):
        if theirs[i : i + len(words)] == list(words):
            return _Match(where, i, i + len(words), 1.0, (), (), jumps=False)
    return None


def _aligned(where: _Text, words: Sequence[str]) -> _Match:
    """Return the words of a text that are those of a quotation: all in a row, else by and large."""
    return _whole(where, words) or _mostly(where, words)


def _mostly(where: _Text, words: Sequence[str]) -> _Match:
    theirs = [token.word for token in where.words]
    matcher = SequenceMatcher(None, words, theirs, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    lead, trail = blocks[0].a, len(words) - blocks[-1].a - blocks[-1].size
    # As many words of the source as were changed at either end stand there instead.
    first, last = max(0, blocks[0].b - lead), min(len(theirs), blocks[-1].b + blocks[-1].size + trail)
    kept = {i for block in blocks for i in range(block.a, block.a + block.size)}
    stand = {i for block in blocks for i in range(block.b, block.b + block.size)}
    gone = tuple(i for i in range(first, last) if i not in stand)
    put = tuple(i for i in range(len(words)) if i not in kept)
    places = sum(one.a + one.size < two.a or one.b + one.size < two.b for one, two in pairwise(blocks))
    return _Match(where, first, last, len(kept) / len(words), gone, put, not put and bool(gone), places)


def checked_quotes(dossier: DraftDossier) -> Iterator[CheckedClaim]:
    """Yield each quotation of the draft with its status."""
    known = dossier.prepared.make(SourceWords)
    for quotation in dossier.draft.quotations:
        yield _checked(dossier, known, quotation)


def _checked(dossier: DraftDossier, known: SourceWords, quotation: Quotation) -> CheckedClaim:
    text = dossier.draft.article.text[quotation.start : quotation.end]
    said = tokens(text)
    matches = known.quoted(said)
    parts = [] if any(match.alike == 1 for match in matches) else known.joined(said) or known.continued(said, matches)
    if parts:
        beside = _stand_side_by_side(*parts)
        one, other = (f"“{part.evidence().text}”" for part in parts)
        why = f"Joined from two quotations{' that stand side by side' if beside else ''}: {one} and {other}."
        return _claim(quotation, text, "compatible" if beside else "misquoted", why, parts)
    for rule in _RULES:
        if found := rule(dossier, quotation, text, matches):
            status, why, used = found
            return _claim(quotation, text, status, why, used)
    short = [] if matches else known.one_word_off(said)
    if same := [match for match in short if is_same_speaker(dossier, quotation, match.where.quotation)]:
        return _claim(quotation, text, "misquoted", _put(text, said, same[0]), same)
    if written := known.written(said):
        why = "A source has these words, but not in quotation marks."
        return _claim(quotation, text, "misquoted" if len(said) > _FEWEST else "unclear", why, written)
    like = f" {short[0].evidence().reading} is quoted with “{short[0].evidence().text}”." if short else ""
    return _claim(quotation, text, "absent", f"No source has these words.{like}", short)


def _stand_side_by_side(one: _Match, other: _Match) -> bool:
    """Return whether one quotation is whole to its end, and the other from its beginning, a few words behind it."""
    first, last = one.evidence(), other.evidence()
    near = first.article == last.article and 0 <= last.start - first.end <= _BESIDE
    return near and one.last == len(one.where.words) and other.first == 0


def _claim(quotation: Quotation, text: str, status: ClaimStatus, why: str, matches: Sequence[_Match]) -> CheckedClaim:
    places = tuple(dict.fromkeys(match.evidence() for match in matches))
    return CheckedClaim(quotation.start, quotation.end, text, "quote", status, why, places)


Found = tuple[ClaimStatus, str, Sequence[_Match]] | None


def _word_for_word(dossier: DraftDossier, quotation: Quotation, _: str, matches: Sequence[_Match]) -> Found:
    """Return what is decided on the same words, said by the same speaker or by nobody who is named."""
    same = [match for match in matches if match.alike == 1 and not match.gone and not match.put]
    others = [match for match in same if _other_speaker(dossier, quotation, match)]
    if not same:
        return None
    if all(map(_negated, same)) and not _denies_before(dossier, quotation):
        return "misquoted", f"The words before it are left out and turn its sense: “{_around(same[0])}”.", same
    rest = [match for match in same if match not in others]
    if rest and len(others) > len(rest) and not any(may_name(dossier, quotation, match.evidence()) for match in rest):
        return "misattributed", _not_to(quotation, others), others
    if not rest and len(same[0].where.words[same[0].first : same[0].last]) == 1:
        names = listed(list(dict.fromkeys(match.evidence().reading for match in others)))
        return "unclear", f"The sources give this one word to {names}; others may have said it.", others
    if not rest:
        return "misattributed", _not_to(quotation, others), others
    return _supported(dossier, rest)


def _not_to(quotation: Quotation, others: Sequence[_Match]) -> str:
    names = listed(list(dict.fromkeys(match.evidence().reading for match in others)))
    return f"The sources give these words to {names}, not to {quotation.speaker}."


def _supported(dossier: DraftDossier, kept: Sequence[_Match]) -> Found:
    count = dossier.independent([_span(match) for match in kept])
    names = dossier.sources_of(match.where.article for match in kept)
    return ("single" if count == 1 else "supported"), f"Word for word in {names}.", kept


def _spliced(dossier: DraftDossier, quotation: Quotation, text: str, matches: Sequence[_Match]) -> Found:
    """Return what is decided where all words stand in one quotation of a source, but not one behind the other."""
    found = [match for match in matches if match.jumps]
    if not found:
        return None
    if all(_other_speaker(dossier, quotation, match) for match in found):
        return "misattributed", _not_to(quotation, found), found
    best = found[0]
    kept = [at for at in range(best.first, best.last) if at not in best.gone]
    gaps = gaps_of(text, tokens(text), best.where.text, best.where.words, kept)
    unmarked = [gap for gap in gaps if not gap.marked and not gap.in_brackets]
    turning = [gap for gap in gaps if len(gap.words) <= _BEFORE and NEGATIONS & {one.word for one in gap.words}]
    if unmarked:
        return "misquoted", f"Words are left out without a mark: “{_left_out(best, unmarked)}”.", found
    if turning:
        return "misquoted", f"The words left out turn its sense: “{_left_out(best, turning)}”.", found
    said_so = [gap for gap in gaps if gap.marked]
    how = "Shortened where the draft says so" if said_so else "Without what the source has in brackets"
    return "compatible", f"{how}; left out: “{_left_out(best, gaps)}”.", found


def _left_out(match: _Match, gaps: Sequence[Gap]) -> str:
    words = [one for gap in gaps for one in gap.words][:_LEFT_OUT]
    return " ".join(match.where.text[one.start : one.end] for one in words)


def _changed(dossier: DraftDossier, quotation: Quotation, text: str, matches: Sequence[_Match]) -> Found:
    """Return what is decided where most of the words are those of a source's quotation, and some are not."""
    found = [match for match in matches if match.put]
    if not found:
        return None
    best, said = found[0], tokens(text)
    if same_words(_folded(said, best.put), _folded(best.where.words, best.gone)):  # datacenter, data centre
        if _other_speaker(dossier, quotation, best):
            return "misattributed", _not_to(quotation, [best]), [best]
        return _supported(dossier, [best])
    if bracketed(text, said, best.put) or bracketed(best.where.text, best.where.words, best.gone):
        return "compatible", f"Changed where brackets say so; a source has “{best.evidence().text}”.", [best]
    if not _is_slip(dossier, quotation, said, best):
        return (
            "unclear",
            f"A source quotes like words, perhaps of another translation: “{best.evidence().text}”.",
            found[:1],
        )
    more = "; another speaker too" if _other_speaker(dossier, quotation, best) else ""
    return "misquoted", _put(text, said, best, more), found


def _is_slip(dossier: DraftDossier, quotation: Quotation, said: Sequence[AlignedWord], match: _Match) -> bool:
    """Return whether words that differ are rather a slip than another translation; of a few words, one may be."""
    if match.places >= _REWORDED:
        return False
    if match.alike >= _CHANGED or _is_turned(said, match):
        return True
    one = len(said) <= _SHORT and len(match.put) == 1 >= len(match.gone)
    return one and is_same_speaker(dossier, quotation, match.where.quotation)


def _put(text: str, said: Sequence[AlignedWord], match: _Match, more: str = "") -> str:
    """Return the reason for a quotation with other words: those of the draft, and those of the source."""
    put = f"“{_as_written(text, said, match.put[:_SHOWN])}”"
    theirs = _as_written(match.where.text, match.where.words, match.gone[:_SHOWN])
    if not match.put:
        return f"The source has “{theirs}” there, which your draft leaves out without a mark{more}."
    gone = f"where the source has “{theirs}”" if theirs else "which the source does not have"
    return f"The draft has {put}, {gone}{more}."


_RULES = (_word_for_word, _spliced, _changed)


def _folded(words: Sequence[AlignedWord], places: Iterable[int]) -> list[str]:
    return [words[i].word for i in places]


def _as_written(text: str, words: Sequence[AlignedWord], places: Iterable[int]) -> str:
    return " ".join(text[words[i].start : words[i].end] for i in places)


def _negated(match: _Match) -> bool:
    before = match.where.words[max(0, match.first - _BEFORE) : match.first]
    return any(token.word in NEGATIONS for token in before)


def _denies_before(dossier: DraftDossier, quotation: Quotation) -> bool:
    """Return whether the draft itself denies what it quotes: neither “the means to do it”."""
    before = tokens(dossier.draft.article.text[max(0, quotation.start - _NEAR) : quotation.start])
    return any(token.word in NEGATIONS for token in before[-_BEFORE:])


def _is_turned(said: Sequence[AlignedWord], match: _Match) -> bool:
    """Return whether only one of two wordings has a word that turns its sense: She's not a liar, She was a liar."""
    mine, theirs = _folded(said, match.put), _folded(match.where.words, match.gone)
    return bool(NEGATIONS & set(mine)) != bool(NEGATIONS & set(theirs))


def _around(match: _Match) -> str:
    first = match.where.words[max(0, match.first - _BEFORE)].start
    last = match.where.words[min(len(match.where.words), match.first + 3) - 1].end
    return match.where.text[first:last]


def _span(match: _Match) -> Span:
    found = match.evidence()
    return Span(found.article, found.start, found.end, found.text)


def _other_speaker(dossier: DraftDossier, quotation: Quotation, match: _Match) -> bool:
    return is_other_speaker(dossier, quotation, match.where.quotation)
