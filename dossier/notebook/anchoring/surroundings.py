"""What stands around a quotation, and whether it is still the same.

A quotation ends where its words, numbers and names end. Therefore what is attached to it, the words next to it and
the names, numbers and negations of its sentence belong to what was noted; the neighbouring sentences say which of
several places with the same words was meant.

Everything is read outward from the quotation: the nearest word comes first on either side.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from dossier.notebook.anchoring.normalised import reads
from dossier.text.data_files import entries

WINDOW = 400  # code points read on each side of a place
_LONGEST = 200  # code points of a sentence that a note keeps on each side
_NEXT_TO = 4  # words of the neighbouring text that must be the same for a place to be known by them
_FEWEST = 3  # words that can tell one place from another
_ALIKE = 5  # letters of a word in which one wrong letter is a slip of the pen
_ATTACHED = frozenset("%‰&@#§°/\\")
_JOINING = frozenset("-\u2010\u2011–·’'.,:/")  # inside a word or number, between two letters or digits
_DIGITS_ONLY = frozenset(",:—")  # join digits, never letters
_WORDS = re.compile(r"\w+(?:['’.,\u2010\u2011-]\w+)*|[%‰°€$£¥+−±<>=~]", re.UNICODE)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*|(?>\r\n|\n|\r)[^\S\r\n]*(?>\r\n|\n|\r)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:[A-Z][a-z]?|(?:\w\.)+\w|Mrs|Gen|Sen|Gov|Rep|Col|Maj|Sgt|Hon|Rev|Mme|Capt|Prof|Sra)\.$"
)
_AGE = re.compile(r"\b[^\W\d_a-zß-ÿ][\w’'-]*, (\d{1,3})(?=[,.])")  # said Olaf Strand, 58, the mayor
_GAP = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a place, read outward.

    `attached` is what touches the quotation without white space. `sentence` are the words of its own sentence,
    `beyond` those of the text after or before it; `whole` says that the sentence's other end is known.
    `next_to` is the word that only white space parts from the quotation, or "". `edge` is true where the text ends.
    `ages` are the numbers that stand between commas behind a name.
    """

    attached: str
    next_to: str
    sentence: tuple[str, ...]
    beyond: tuple[str, ...]
    whole: bool
    edge: bool
    ages: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Return whether anything is known of this side."""
        return self.edge or bool(self.attached or self.sentence or self.beyond)


def left(text: str, quote: str, *, edge: bool) -> Side:
    """Return what stands before a quotation; `edge` says that `text` begins where the article does."""
    cut = _sentence_start(text)
    own, rest = text[cut:], text[:cut]
    return _side(reads_at_end(own), reads(quote), reads(rest), whole=bool(cut) or edge, edge=edge, backward=True)


def right(text: str, quote: str, *, edge: bool) -> Side:
    """Return what stands behind a quotation; `edge` says that `text` ends where the article does."""
    cut = _sentence_end(quote, text)
    own, rest = text[:cut], text[cut:]
    whole = cut < len(text) or edge
    return _side(reads_at_start(own), reads(quote), reads(rest), whole=whole, edge=edge, backward=False)


def reads_at_end(text: str) -> str:
    """Return a text as it reads, the white space at its end kept as one space."""
    return reads(text) + (" " if text[-1:].isspace() else "")


def reads_at_start(text: str) -> str:
    """Return a text as it reads, the white space at its beginning kept as one space."""
    return (" " if text[:1].isspace() else "") + reads(text)


def _side(own: str, quote: str, rest: str, *, whole: bool, edge: bool, backward: bool) -> Side:
    length = _attached(own, quote, backward=backward)
    if backward:
        attached, free = own[len(own) - length :], own[: len(own) - length]
    else:
        attached, free = own[:length], own[length:]
    words = _words(free, backward=backward)
    if not whole and words and not rest:  # the context was cut off inside a word
        words = words[:-1]
    beyond = _words(rest, backward=backward)
    if not edge:
        beyond = beyond[:-1]
    ages = frozenset(_AGE.findall(free))
    return Side(attached, _next_to(free, quote, backward=backward), words, beyond, whole, edge and not rest, ages)


def _words(text: str, *, backward: bool) -> tuple[str, ...]:
    found = _WORDS.findall(text)
    return tuple(reversed(found)) if backward else tuple(found)


def _next_to(text: str, quote: str, *, backward: bool) -> str:
    """Return the word that nothing but white space parts from the quotation.

    `12 – 15`: a dash beside a number is such a word, for it may be a minus or “up to”. `the mayors’ aides`: an
    apostrophe parts nothing.
    """
    if backward:
        match = re.search(r"([\w'’.,\u2010\u2011-]*\w|[%‰°€$£¥+−±<>=~]|[-–—](?=\s*$))['’]?\s*$", text)
    else:
        match = re.match(r"['’]?\s+(\w[\w'’.,\u2010\u2011-]*|[%‰°€$£¥+−±<>=~]|[-–—](?=\s*\d))", text)
    if not match:
        return ""
    word = match[1].rstrip(".,'’")
    if word in {"-", "–", "—", ""}:
        return word if (quote[:1] if backward else quote[-1:]).isdigit() else ""
    return word


def _attached(own: str, quote: str, *, backward: bool) -> int:
    """Return how many characters touch the quotation as part of its last or first word, number or name.

    `12` in `12,000`, `-5`, `ex-president`, `can't`, `Mary-Ann`, `12%`, `$1.3`.
    """
    line = own[::-1] if backward else own
    inner = quote[:1] if backward else quote[-1:]
    at, last = 0, inner
    while at < len(line):
        one, following = line[at], line[at + 1 : at + 2]
        if one.isspace():
            break
        if _is_word(one) or _is_sign(one):
            at, last = at + 1, one
            if _unspaced(one):
                break
            continue
        if not _joins(one, last, following, backward=backward):
            break
        at, last = at + 1, one
    return at


def _joins(one: str, inward: str, outward: str, *, backward: bool) -> bool:
    """Return whether a sign continues the word or number at the quotation's end: `2.5`, `ex-president`, `-5`, `.5`."""
    if one in _DIGITS_ONLY:
        return inward.isdigit() and outward.isdigit()
    if one not in _JOINING:
        return False
    if backward and one in "-–.\u2010\u2011" and inward.isdigit() and not outward.strip():
        return one != "."
    if _ends_sentence(one, outward, backward=backward):
        return False
    hyphen = one in "-\u2010\u2011" and not inward.isspace()  # whatever it hangs on
    return _is_word(outward) and (hyphen or _holds(inward))


def _ends_sentence(one: str, outward: str, *, backward: bool) -> bool:
    """Return whether a sign is a full stop, not the point of a number or of a name such as `example.org`."""
    return one == "." and not backward and not (outward.isdigit() or outward.islower())


def _holds(one: str) -> bool:
    """Return whether a sign behind this character belongs to it."""
    return _is_word(one) or one in _JOINING or _is_sign(one) or one in ".,"


def _is_word(one: str) -> bool:
    return bool(one) and (one.isalnum() or one == "_" or unicodedata.category(one).startswith("M"))


def _is_sign(one: str) -> bool:
    return bool(one) and (one in _ATTACHED or unicodedata.category(one) in {"Sc", "Sm", "So", "No"})


def _unspaced(one: str) -> bool:
    """Return whether a letter is of a script that writes no spaces: its next letter says enough."""
    return "\u0e00" <= one <= "\u0eff" or "\u3040" <= one <= "\u9fff"


def _sentence_start(text: str) -> int:
    """Return where the sentence begins that goes on behind `text`."""
    start = 0
    for match in _END.finditer(text):
        if not _ABBREVIATION.search(text[: match.end()]) and not text[match.end() :].lstrip()[:1].islower():
            start = match.end()
    return start + len(_GAP.match(text, start).group())  # type: ignore[union-attr]


def _sentence_end(quote: str, text: str) -> int:
    """Return where in `text` the sentence ends that the quotation stands in."""
    tail = quote[-8:]
    joined = tail + text
    for match in _END.finditer(joined):
        end = match.end()
        if end < len(tail) or _ABBREVIATION.search(joined[:end]) or joined[end:].lstrip()[:1].islower():
            continue
        if match.group()[0] in "!?" and match.group()[-1] in "\"'”’»":  # “Who did it?” Smith asked
            continue
        return end - len(tail)
    return len(text)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a place agrees with what was noted on one side.

    `reason` says what is different and changes the sense, else it is "". `beside` is true where the words next to it
    in the text are the same up to the sentence before or after; `shared` counts the same words of its own sentence.
    `kept` says that this side of its sentence is the same throughout, `named` that it has a name or number.
    """

    reason: str
    beside: bool
    shared: int
    kept: bool = False
    named: bool = False


def compare(then: Side, now: Side, *, before: bool, strict: bool) -> Agreement:
    """Return how one side of a place agrees with what was noted; `before` says that it is the left one.

    Where it is `strict`, all that is known of the text beside it must be the same.
    """
    where = "before it" if before else "after it"
    if not then.known:
        reason = f"it is part of “…{now.attached}”" if now.attached else ""
        return Agreement(reason, beside=False, shared=0)
    kept = then.whole and _alike(then.sentence, now.sentence, whole=True)
    return Agreement(
        _difference(then, now, where),
        _beside(then, now, strict=strict),
        _shared(then, now),
        kept,
        bool(_key_words(then)),
    )


def _difference(then: Side, now: Side, where: str) -> str:
    if then.attached.casefold() != now.attached.casefold():
        return _said(then.attached, now.attached, f"attached to it, {where},")
    if not _same(then.next_to, now.next_to):
        return _said(then.next_to, now.next_to, where)
    if now.next_to and _doubled(now) and not _doubled(then):  # "1.5 million" has become "1.5 million million"
        return f"{where} “{now.next_to}” stands twice now"
    if _same_flow(then, now):  # only the mark between two sentences is another
        return ""
    gone, new = _key_differences(then, now)
    if gone or new:
        return _said(" ".join(gone), " ".join(new), f"in its sentence, {where},")
    return ""


def _doubled(side: Side) -> bool:
    return len(side.sentence) > 1 and _same(*side.sentence[:2])


def _said(was: str, now: str, where: str) -> str:
    if not was:
        return f"{where} there is “{now}” now"
    return f"{where} “{was}” is “{now}” now" if now else f"{where} “{was}” is gone"


def _same(one: str, other: str) -> bool:
    """Return whether two words are the same but for their case or, in a long word without digits, one wrong letter."""
    one, other = one.casefold(), other.casefold()
    if one == other:
        return True
    if min(len(one), len(other)) < _ALIKE or one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    from rapidfuzz.distance import Levenshtein

    return one not in sense_words() and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _same_flow(then: Side, now: Side) -> bool:
    words = (*then.sentence, *then.beyond)
    return len(words) > len(then.sentence) and _alike(words, (*now.sentence, *now.beyond), whole=False)


def _key_differences(then: Side, now: Side) -> tuple[list[str], list[str]]:
    """Return the words that carry the sense and stand in one of both sentences only: names, numbers, negations."""
    there = now.sentence if then.whole else now.sentence[: len(then.sentence)]
    gone = _less(_key_words(then), now.sentence)
    new = _less(_key_words(now, there), then.sentence)
    for word in gone.copy():
        if other := next((one for one in new if _same(one, word)), None):
            gone.remove(word)
            new.remove(other)
    return _without_ages(gone, new, then.ages | now.ages)


def _without_ages(gone: list[str], new: list[str], ages: frozenset[str]) -> tuple[list[str], list[str]]:
    """Leave out an age that was put beside a name, or taken from it: the sense is the same. One for another is not."""
    numbers = [[word for word in words if word[0].isdigit()] for words in (gone, new)]
    if all(numbers) or not ages.issuperset(numbers[0] + numbers[1]):
        return gone, new
    return [word for word in gone if word not in ages], [word for word in new if word not in ages]


def _less(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the words that stand in the one oftener than in the other."""
    left_over = Counter(word.casefold() for word in others)
    found = []
    for word in words:
        if left_over[word.casefold()] > 0:
            left_over[word.casefold()] -= 1
        else:
            found.append(word)
    return found


def _key_words(side: Side, words: Sequence[str] | None = None) -> list[str]:
    return [word for word in (side.sentence if words is None else words) if _is_key(word)]


def _is_key(word: str) -> bool:
    """Return whether a word carries the sense of a sentence: a name, a number, a negation, who speaks."""
    return any(one.isdigit() for one in word) or word[0].isupper() or word.casefold() in sense_words()


def _beside(then: Side, now: Side, *, strict: bool) -> bool:
    """Return whether the words next to a place are the same, those beyond its sentence among them where it is short."""
    if strict:
        same = _alike(then.sentence, now.sentence, whole=then.whole) and _alike(then.beyond, now.beyond, whole=False)
        return same and len(then.beyond) >= _NEXT_TO
    if not then.sentence and not then.beyond:
        return then.edge and now.edge
    if not _alike(then.sentence, now.sentence, whole=then.whole):
        return False
    needed = then.beyond[:_NEXT_TO]
    enough = len(needed) >= _FEWEST or (then.edge and len(now.beyond) == len(then.beyond))
    return (enough or len(then.sentence) >= _NEXT_TO) and _alike(needed, now.beyond, whole=False)


def _alike(then: Sequence[str], now: Sequence[str], *, whole: bool) -> bool:
    """Return whether words are the same one by one; `whole` says that there must be no more of them."""
    if len(now) < len(then) or (whole and len(now) != len(then)):
        return False
    return all(map(_same, then, now))


def _shared(then: Side, now: Side) -> int:
    """Return how many words both sentences share, from the quotation outward, up to the first that differs."""
    return next(
        (at for at, (one, other) in enumerate(zip(then.sentence, now.sentence, strict=False)) if not _same(one, other)),
        min(len(then.sentence), len(now.sentence)),
    )


@functools.cache
def sense_words() -> frozenset[str]:
    """Return words that turn the sense of a sentence or say who speaks: negations, pronouns, words of doubt."""
    return frozenset(entries(resources.files("dossier.notebook.anchoring") / "sense_words.txt"))


def context_before(text: str, start: int, least: int, beyond: int) -> str:
    """Return what a note keeps from before its quotation: its sentence and `beyond` more, `least` code points."""
    window = text[max(0, start - WINDOW) : start]
    kept = max(least, min(len(window) - _sentence_start(window), _LONGEST) + beyond)
    return window[max(0, len(window) - kept) :]


def context_after(text: str, end: int, quote: str, least: int, beyond: int) -> str:
    """Return what a note keeps from behind its quotation: as `context_before`."""
    window = text[end : end + WINDOW]
    return window[: max(least, min(_sentence_end(quote, window), _LONGEST) + beyond)]


def windows(text: str, start: int, end: int) -> Iterator[Side]:
    """Yield both sides of a place in an article, the left one first."""
    quote = text[start:end]
    low, high = max(0, start - WINDOW), min(len(text), end + WINDOW)
    yield left(text[low:start], quote, edge=low == 0)
    yield right(text[end:high], quote, edge=high == len(text))
