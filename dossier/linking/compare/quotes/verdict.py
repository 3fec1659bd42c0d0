"""What a finding of quotations says: its readings, its verdict, and the sentence that says why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from rapidfuzz.distance import DamerauLevenshtein

from dossier.linking.compare.finding import finding, reading
from dossier.linking.compare.quotes.pair_score import CONTRARY, Wording, in_reprints, is_phrase
from dossier.linking.compare.quotes.speakers import SpeakerRelation
from dossier.linking.compare.quotes.utterance import Utterance, WordingPair
from dossier.linking.text.alignment import WordingComparison, compared, words
from dossier.linking.text.vocabulary import word_list
from dossier.model import Finding, Quotation, Reading, Span, Verdict
from dossier.text.lists import listed

_TITLE = 9  # words of a quotation that name it
_SHORT = 6  # words that a sentence about a difference repeats in full
_LONG = 8  # words that differ in one place; more, and only a part is the same
# In words about what may have grown from one day to the next: “we have found 12 of them”.
_GROWING = word_list("of_what_grows")
_IN_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "many")
_SHOWN = 3  # differences that it names


def finding_of(utterance: Utterance) -> Finding:
    """Return the finding of an utterance that two or more articles have."""
    verdict, why = _verdict(utterance)
    return finding("quote", about(utterance), verdict, why, _readings(utterance))


def about(utterance: Utterance) -> str:
    """Return what to call an utterance: its speaker and the first words of its main wording."""
    main = utterance.wordings[utterance.main]
    lead = _lead(utterance)
    speaker = utterance.who.name(lead) if lead else None
    said = main.text.split()
    title = " ".join(said[:_TITLE]) + ("…" if len(said) > _TITLE else "")
    return f"{speaker}: “{_bare(title)}”" if speaker else f"“{_bare(title)}”"


def _lead(utterance: Utterance) -> Quotation | None:
    """Return the quotation whose speaker an utterance is called by; None where its main wording has no speaker."""
    return next((q for q in utterance.wordings[utterance.main].quotations if utterance.who.name(q)), None)


def _of_others(utterance: Utterance) -> dict[str, list[Quotation]]:
    """Return the quotations credited to other names than the utterance is called by: to `Peru`, not its minister."""
    lead, others = _lead(utterance), defaultdict[str, list[Quotation]](list)
    for one in utterance.quotations:
        named = lead and lead.speaker_id and one.speaker_id
        if lead and named and one.speaker_id != lead.speaker_id and utterance.who.relation(lead, one) != "same":
            others[utterance.who.name(one) or "someone"].append(one)
    return others


def _credits(utterance: Utterance) -> Iterator[str]:
    for name, quotations in _of_others(utterance).items():
        whose = listed(list(dict.fromkeys(utterance.outlet(one.article) for one in quotations)))
        yield f"{whose}: the words are {name}’s"


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(",;").removesuffix(".")


def _readings(utterance: Utterance) -> list[Reading]:
    """Return a reading for each wording and, where speakers differ, for each speaker, most articles first."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    credited = _credited(utterance) or _credited(utterance, "perhaps other")
    others = [one for quotations in _of_others(utterance).values() for one in quotations]
    for quotation in utterance.quotations:
        label = f"“{_bare(quotation.text)}”"
        if (credited or quotation in others) and (name := utterance.who.name(quotation)):
            label += f" — {name}"
        spans[label].append(Span(quotation.article, quotation.start, quotation.end, quotation.text))
    for span in utterance.outside:
        spans[f"{_bare(span.text)} ({_outside(utterance, span)})"].append(span)
    found = [reading(label, places) for label, places in spans.items()]
    return sorted(found, key=lambda r: (-len(r.articles), -len(r.reading), r.reading))


def _credited(utterance: Utterance, how: SpeakerRelation = "other") -> list[tuple[Quotation, Quotation]]:
    """Return pairs of quotations with the same words that different people are credited with, or perhaps are."""
    found = []
    for one, other in _one_saying(utterance):
        phrase = is_phrase(one.said) or is_phrase(other.said)
        ones, others = (zip(side.quotations, side.around, strict=True) for side in (one, other))
        for (a, mine), (b, theirs) in product(ones, others):
            if _is_other(utterance, a, b, how) and (not phrase or in_reprints(mine, theirs)):
                found.append((a, b))
    return found


def _one_saying(utterance: Utterance) -> Iterator[tuple[Wording, Wording]]:
    """Yield each wording with itself, and pairs of wordings of which neither denies the other."""
    yield from ((wording, wording) for wording in utterance.wordings.values())
    for tie in utterance.ties:
        if tie.compared and tie.compared.manner not in {"denied", "opposite"}:
            yield utterance.wordings[tie.one], utterance.wordings[tie.other]


def _is_other(utterance: Utterance, one: Quotation, other: Quotation, how: SpeakerRelation) -> bool:
    """Return whether two articles have words of a length from two people, for certain or perhaps."""
    apart = one.article != other.article and _comparable(one.text, other.text)
    return apart and utterance.who.relation(one, other) == how


def _comparable(one: str, other: str) -> bool:
    """Return whether two quotations are of a length; of a long one, a part may be somebody else's words."""
    sizes = sorted((len(words(one)), len(words(other))))
    return sizes[0] * 2 >= sizes[1]


def _verdict(utterance: Utterance) -> tuple[Verdict, str]:
    if credited := _credited(utterance):
        return "conflict", _crediting(utterance, credited)
    if contrary := _contrary(utterance):
        return contrary
    if doubtful := _credited(utterance, "perhaps other"):
        return "unclear", f"{_crediting(utterance, doubtful)[:-1]}, though the texts do not say so plainly."
    if _all_alike(utterance):
        count = len(utterance.articles)
        same = f"{'Both' if count == 2 else f'All {count}'} articles quote the same words"
        return "agree", f"{'; '.join([same, *_credits(utterance)])}."
    parts = [*_spliced(utterance), *_related(utterance), *_credits(utterance)]
    parts += [
        f"{utterance.outlet(span.article)}: the words {_outside(utterance, span)}"
        for span in utterance.outside[:_SHOWN]
    ]
    parts = list(dict.fromkeys(parts)) or ["The wordings differ a little"]
    return "compatible", f"{'; '.join(parts)}."


def _contrary(utterance: Utterance) -> tuple[Verdict, str] | None:
    """Return the first contradiction between two wordings that is more than a spelling."""
    told_ = (
        _differing(utterance, tie, tie.compared)
        for tie in utterance.ties
        if tie.compared and tie.compared.manner in CONTRARY
    )
    return next((found for found in told_ if found[0] != "compatible"), None)


def _all_alike(utterance: Utterance) -> bool:
    """Return whether all articles have the same words, in quotation marks."""
    everyone = set(utterance.articles)
    said = {wording.said for wording in utterance.wordings.values()}
    everywhere = all(wording.articles == everyone for wording in utterance.wordings.values())
    return everywhere or (len(said) == 1 and not utterance.outside)


def _outside(utterance: Utterance, span: Span) -> str:
    text = utterance.article(span.article).text[max(0, span.start - 1) : span.end]
    return "in part without quotation marks" if re.search(r"[“”\"]", text) else "without quotation marks"


def _crediting(utterance: Utterance, credited: Sequence[tuple[Quotation, Quotation]]) -> str:
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for quotation in (quotation for pair in credited for quotation in pair):
        name = utterance.who.name(quotation) or "someone"
        if (outlet := utterance.outlet(quotation.article)) not in by_name[name]:
            by_name[name].append(outlet)
    who = [f"{name} ({listed(outlets)})" for name, outlets in by_name.items()]
    return f"The same words are credited to {listed(who)}."


def _differing(utterance: Utterance, tie: WordingPair, result: WordingComparison) -> tuple[Verdict, str]:
    """Return the verdict on two wordings that are the same but for a number, a name or a denial."""
    short, long = sorted((utterance.wordings[n] for n in (tie.one, tie.other)), key=lambda w: len(w.said))
    swaps = list(filter(all, result.swaps)) or list(result.swaps)
    if result.manner == "name" and all(DamerauLevenshtein.distance(*swap) <= 2 for swap in swaps):
        return "compatible", ""
    what = _what_differs(utterance, (short, long), swaps)
    days = [{utterance.infos[article].published for article in w.articles} for w in (short, long)]
    if result.manner == "number" and days[0].isdisjoint(days[1]) and not _GROWING.isdisjoint(short.said):
        return "unclear", f"The words are alike but {what}; they may have been said on different days."
    return "conflict", f"The words are alike but {what}."


def _what_differs(utterance: Utterance, pair: tuple[Wording, Wording], swaps: Sequence[tuple[str, str]]) -> str:
    """Return which words one of two wordings has and the other has not."""
    mine, theirs = _listed_words([a for a, _ in swaps]), _listed_words([b for _, b in swaps])
    (first, has), (second, have) = (_whose(utterance, wording) for wording in pair)
    if not mine or not theirs:
        return f"only {first} {has} {mine}" if mine else f"only {second} {have} {theirs}"
    return f"{first} {has} {mine} and {second} {theirs}"


def _whose(utterance: Utterance, wording: Wording) -> tuple[str, str]:
    """Return the outlets of a wording and their verb, “has” or “have”."""
    outlets = list(dict.fromkeys(utterance.outlet(q.article) for q in wording.quotations))
    return listed(outlets), "has" if len(outlets) == 1 else "have"


def _listed_words(pieces: Sequence[str]) -> str:
    shown = [_quoted(piece) for piece in pieces if piece]
    return listed(shown[:_SHOWN])


def _related(utterance: Utterance) -> list[str]:
    """Return how each wording relates to the main one, or to one that it does share words with."""
    told_: list[str] = []
    rendered: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(utterance.wordings.keys() - _in_pieces(utterance) - {utterance.main}):
        tie = _tie(utterance, number, utterance.main) or _any_tie(utterance, number)
        if tie is None:
            continue
        other = tie.other if tie.one == number else tie.one
        if tie.compared is None:
            rendered[other].append(number)
        else:
            told_.append(_told_of(utterance, number, other, tie.compared))
    return told_ + [_rendered(utterance, other, numbers) for other, numbers in rendered.items()]


def _in_pieces(utterance: Utterance) -> set[int]:
    """Return the wordings that are spliced from others, and those others."""
    told_of = {whole: _pieces(utterance, whole).values() for whole in utterance.wordings}
    parts = {part for pieces in told_of.values() for found in pieces for part in found}
    return parts | {whole for whole, pieces in told_of.items() if pieces}


def _told_of(utterance: Utterance, number: int, other: int, result: WordingComparison) -> str:
    """Return how a wording differs from another; of two of one length, told of the one that differs from the main."""
    short, long = sorted((number, other), key=lambda n: (len(utterance.wordings[n].said), n))
    if short != number and len(utterance.wordings[short].said) == len(utterance.wordings[long].said):
        short, long = long, short
        result = replace(result, swaps=tuple((b, a) for a, b in result.swaps))
    return f"{utterance.outlets(short)}: {_how(utterance, utterance.wordings[short], utterance.wordings[long], result)}"


def _rendered(utterance: Utterance, other: int, numbers: Sequence[int]) -> str:
    """Return a sentence: wordings are other words of the sense of one."""
    whose = listed(list(dict.fromkeys(utterance.outlets(number) for number in numbers)))
    kind = "a second translation or a paraphrase" if len(numbers) == 1 else "other translations or paraphrases"
    return f"{whose}: other words of the same sense as in {utterance.outlets(other)}, {kind}"


def _how(utterance: Utterance, short: Wording, long: Wording, result: WordingComparison) -> str:
    if result.manner == "trimmed":
        beside = _beside(utterance, short, long)
        return f"only {_quoted(short.text)} in quotation marks" + (", the rest outside them" if beside else "")
    if result.manner != "cut" and _is_long(result):
        return f"in part the same words as “{_bare(long.text)[:40].rpartition(' ')[0]}…”"
    trimmed = f"trimmed to {_quoted(short.text)}"
    several = len({utterance.outlet(quotation.article) for quotation in short.quotations}) > 1
    adds, leaves_out = ("add", "leave out") if several else ("adds", "leaves out")
    if result.manner == "cut":
        return f"{leaves_out} {gone}" if (gone := _listed_words([put for _, put in result.swaps])) else trimmed
    swaps = list(filter(any, result.swaps))[:_SHOWN]
    return "; ".join(_swapped(*swap, adds, leaves_out) for swap in swaps) or trimmed


def _is_long(result: WordingComparison) -> bool:
    """Return whether so many words differ in one place that only a part of a wording is the same."""
    return any(len(words(side)) > _LONG for swap in result.swaps for side in swap)


def _swapped(mine: str, theirs: str, adds: str, leaves_out: str) -> str:
    """Return which words stand for which, or are added or left out."""
    if mine and theirs:
        return f"{_quoted(mine)} instead of {_quoted(theirs)}"
    return f"{adds} {_quoted(mine)}" if mine else f"{leaves_out} {_quoted(theirs)}"


def _quoted(text: str) -> str:
    said = _bare(text).split()
    return f"“{' '.join(said)}”" if len(said) <= _SHORT else f"“{' '.join(said[:_SHORT])}…”"


def _beside(utterance: Utterance, short: Wording, long: Wording) -> bool:
    """Return whether the words that a shorter quotation lacks stand directly before or behind its marks."""
    missing = long.said
    size = len(short.said)
    for quotation in short.quotations:
        text = utterance.article(quotation.article).text
        margin = max(0, len(long.text) - len(short.text)) + 40
        before = words(text[max(0, quotation.start - margin) : quotation.start])
        after = words(text[quotation.end : quotation.end + margin])
        for at in range(len(missing) - size + 1):
            if missing[at : at + size] == short.said:
                lead, tail = missing[:at], missing[at + size :]
                if (not lead or before[-len(lead) :] == lead) and (not tail or after[: len(tail)] == tail):
                    return True
    return False


def _spliced(utterance: Utterance) -> list[str]:
    """Return where an article gives as one quotation what another gives as several."""
    found = []
    for whole in sorted(utterance.wordings):
        for article, parts in _pieces(utterance, whole).items():
            gone = [put for part in parts for put in _left_out(utterance, part, whole)]
            more = f", and adds {_listed_words(gone)}" if gone else ""
            found.append(
                f"{utterance.outlets(whole)} runs together what {utterance.outlet(article)} "
                f"quotes as {_IN_WORDS[min(len(parts), 9)]}{more}"
            )
    return found


def _pieces(utterance: Utterance, whole: int) -> dict[str, list[int]]:
    """Return the articles that give as several quotations what this wording gives as one, with those wordings."""
    by_article: defaultdict[str, set[int]] = defaultdict(set)
    for tie in utterance.ties:
        if whole in (tie.one, tie.other) and tie.compared and tie.compared.manner in {"trimmed", "cut"}:
            part = tie.other if tie.one == whole else tie.one
            if len(utterance.wordings[part].said) < len(utterance.wordings[whole].said):
                for article in utterance.wordings[part].articles - utterance.wordings[whole].articles:
                    by_article[article].add(part)
    return {
        article: sorted(parts)
        for article, parts in sorted(by_article.items())
        if any(not _overlapping(utterance, a, b) for a, b in combinations(parts, 2))
    }


def _overlapping(utterance: Utterance, one: int, other: int) -> bool:
    """Return whether two parts of a quotation share words in it: then one is a part of the other, not spliced to it."""
    said = [set(utterance.wordings[n].said) for n in (one, other)]
    return bool(said[0] <= said[1] or said[1] <= said[0])


def _left_out(utterance: Utterance, part: int, whole: int) -> list[str]:
    result = compared(utterance.wordings[part].text, utterance.wordings[whole].text)
    return [put for _, put in result.swaps if put] if result and result.manner == "cut" else []


def _tie(utterance: Utterance, one: int, other: int) -> WordingPair | None:
    return next((tie for tie in utterance.ties if {tie.one, tie.other} == {one, other}), None)


def _any_tie(utterance: Utterance, number: int) -> WordingPair | None:
    return next((tie for tie in utterance.ties if number in (tie.one, tie.other)), None)
