"""Answers of interviews and transcripts: `Hana Sato: I rang the plant.`, word for word though without marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile
from typing import NamedTuple

from dossier.extracting.quotations.grammar.vocabulary import TITLES
from dossier.model import Article, Mention, Quotation

# Of the line end before it: `re` looks for one far faster than for the beginning of a line.
_LABELLED = re.compile(
    r"\n[ \t]*(?:\*\*|__)?(?P<label>[A-Z][\w.’'-]*(?:[ \t][A-Z][\w.’'-]*){0,3}?)(?:[ \t]\([^)\n]{1,40}\))?"
    r"(?:\*\*|__)?[:.](?:\*\*|__)?[ \t]+(?P<said>\S[^\n]*)"
)
_QUESTIONS = frozenset("q question interviewer reporter host moderator presenter anchor journalist".split())
_ANSWERS = frozenset({"a", "answer"})
_AT_COURT = frozenset({"witness", "defendant"})  # labels that name nobody and yet tell who answers
_MARKS = frozenset('"“”„«»')
_LEAST = 3  # labelled paragraphs of a transcript
_CONFIDENCE = 0.9


class _Turn(NamedTuple):
    label: str
    start: int
    end: int
    known: bool  # somebody named in the article or by a title, or a usual label


def find_answers(article: Article, names: Sequence[Mention]) -> list[Quotation]:
    """Return what is answered in an interview, in text order; nothing where the article is none.

    A transcript has three paragraphs or more that begin with who speaks and a colon, and two speakers at least.
    Questions of an interviewer who is not named are left out.
    """
    turns = [turn for start, end in _stretches(article) for turn in _turns(article.text, start, end, names)]
    times = Counter(turn.label for turn in turns)
    turns = [
        turn._replace(known=turn.known or (times[turn.label] > 1 and _bare(turn.label) not in ("", turn.label)))
        for turn in turns
        if turn.known or times[turn.label] > 1
    ]
    if len(turns) < _LEAST or len({turn.label for turn in turns}) < 2:
        return []
    return [_answer(article, turn, names) for turn in turns if _is_answer(article.text, turn)]


def _is_answer(text: str, turn: _Turn) -> bool:
    """Return whether a turn of a transcript is not a question, and has no quotation marks to be read as usual."""
    return turn.known and turn.label.lower() not in _QUESTIONS and _MARKS.isdisjoint(text[turn.start : turn.end])


def _answer(article: Article, turn: _Turn, names: Sequence[Mention]) -> Quotation:
    bare = _bare(turn.label)
    role = _at_court(turn.label)
    who = _speaker(turn.label, names) or (f"the {role}" if role else bare if bare != turn.label else None)
    return Quotation(
        article=article.id,
        start=turn.start,
        end=turn.end,
        text=article.text[turn.start : turn.end],
        speaker=who,
        cue=turn.label,
        kind="whole",
        confidence=_CONFIDENCE if who else 0.0,
    )


def _stretches(article: Article) -> list[tuple[int, int]]:
    """Return the stretches without furniture; a label in capitals may have been taken for a dateline."""
    if not article.zones:
        return [(0, len(article.text))]
    joined: list[tuple[int, int]] = []
    for zone in article.zones:
        if zone.zone in {"furniture", "byline"}:
            continue
        if joined and joined[-1][1] == zone.start:
            joined[-1] = (joined[-1][0], zone.end)
        else:
            joined.append((zone.start, zone.end))
    return joined


def _turns(text: str, start: int, end: int, names: Sequence[Mention]) -> list[_Turn]:
    turns: list[_Turn] = []
    for match in _LABELLED.finditer(f"\n{text}", start, end + 1):  # every offset is one more than in the text
        label = match["label"]
        usual = label.lower() in _QUESTIONS | _ANSWERS or _at_court(label) is not None
        known = usual or _speaker(label, names) is not None
        said = match.start("said") - 1
        if usual or text[match.start("label") - 1 : said].rstrip("*_ \t").endswith(":"):
            turns.append(_Turn(label, said, said + len(match["said"].rstrip()), known))
    return turns


def _at_court(label: str) -> str | None:
    """Return the role that a label is, where it is one of those at court: `THE WITNESS`."""
    role = label.lower().removeprefix("the ")
    return role if role in _AT_COURT else None


def _bare(label: str) -> str:
    """Return a label without the titles before its name: `MR. SMITH` is SMITH."""
    return " ".join(dropwhile(lambda word: word.lower() in TITLES, label.split()))


def _speaker(label: str, names: Sequence[Mention]) -> str | None:
    """Return the full name of the person whose name, surname or initials a label is, with or without a title."""
    label = _bare(label)
    people = [mention.text for mention in names if mention.type == "PERSON"]
    folded, initials = label.lower(), label.replace(".", "").replace(" ", "")
    fitting = [name for name in people if name.lower() == folded or name.lower().split()[-1] == folded]
    if not fitting and initials.isupper() and 2 <= len(initials) <= 3:
        fitting = [name for name in people if "".join(word[0] for word in name.split()) == initials]
    return max(fitting, key=len) if fitting else None
