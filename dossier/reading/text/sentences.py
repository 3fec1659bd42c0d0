"""Where sentences begin and end in news prose.

One compiled scan finds every place where a sentence could end; a few rules on the word before and the word
after decide. Abbreviations are the ones of news agencies (months, ranks, US states, companies), with the
common ones of Spanish, French, German and Portuguese. The time taken is linear in the text.
"""

from __future__ import annotations

import re

# A full stop with what closes after it, and what must follow; or a blank line, which always ends a sentence.
_CANDIDATE = re.compile(
    r"""(?P<stop>[.!?…]+)(?P<close>["'”’»)\]*_]{0,8})(?:(?=\s)|\Z)"""
    r"""|(?P<wide>[。！？]+[」』”’）]{0,4})"""
    r"""|(?P<gap>(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r))"""
)
_NEXT = re.compile(r"""\s*(?P<open>["'“‘„«(\[¿¡`*_—–-]*)\s*(?P<word>[^\W_]*)""")
_OPENERS = "\"'“‘«„([{¿¡*_–-"
_LONE_QUOTE = re.compile(r"""(?:[^\S\r\n]|(?:\r\n|\n|\r)(?="))(?P<quote>['"”’]{1,2})(?=\s|\Z)""")

# Never at the end of a sentence: a name or a number follows.
_TITLES = frozenset(
    """mr mrs ms messrs dr drs prof rev fr hon pres gov lt sen sens rep reps gen col maj capt cpt cmdr cdr adm brig sgt
    cpl pvt det supt insp atty st ste mt ft sr sra srta sres dña mme mlle mgr hr frl sig vs v cf eg ie e.g i.e z.b ca
    bzw al asst ald amb spc pfc""".split()
)
# Followed by a figure they belong to it ("Dec. 14", "No. 3"); otherwise they end the sentence like any word.
_BEFORE_FIGURES = frozenset(
    """jan feb mar apr jun jul aug sep sept oct nov dec no nos nr núm art arts sec vol fig figs ch pp p par ext tel
    approx circa est flt rte hwy""".split()
)
# Inside a sentence unless a word follows that hardly ever does but at the beginning of one.
_EITHER = frozenset(
    """inc corp co cos ltd llc plc bros jr sr dept dist univ assn assoc intl natl etc ave blvd rd sq bldg pkwy ed eds
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn
    tex va vt wash wis wyo d.c ph.d m.d b.a m.a s.a s.p.a hrs min mins sec secs ft lb lbs oz mph km""".split()
)
_STARTERS = frozenset(
    """the a an this that these those he she it they we you i his her its their our my there here in on at by for from
    with after before as when while if since although though because but and or so yet however meanwhile both some many
    most all no not last next few such even still now then today according during among under about more other another
    each every several one what who why how where el los las un una en se su le les il elle ils une der die das ein eine
    er sie es o os um uma""".split()
)
_AFTER_TIME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs
    fri sat sun et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist jst local eastern central mountain
    pacific""".split()
)
_GERMAN_MONTHS = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember".split()
)
# `"Who did it?" Smith asked`: the question ends, the sentence does not.
_ATTRIBUTION = re.compile(
    r"\s*(?:[A-Z][\w’'.-]*[^\S\r\n]+){1,3}(?:said|says|asked|asks|told|added|replied|wrote|wondered|shouted|cried|yelled)\b"
)
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_COMPANIES = frozenset({"inc", "ltd", "llc", "plc", "corp", "co"})


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Split `text[start:end]` into sentences.

    Gives `(start, end)` pairs, code-point offsets in `text`, in order, without the white space around them;
    together they hold every character that is not white space. A blank line always ends a sentence, a single
    line end never does. Closing quotation marks and brackets belong to the sentence they close.
    """
    limit = len(text) if end is None else min(end, len(text))
    spans: list[tuple[int, int]] = []
    begin = position = counted = start
    quotes = 0  # straight marks since the paragraph began, counted once as we go
    while (match := _CANDIDATE.search(text, position, limit)) is not None:
        position = max(match.end(), match.start() + 1)
        cut = match.end()
        if match["gap"]:
            cut = match.start()
            position = match.start("gap") + 1
            quotes, counted = 0, position
        elif match["stop"]:
            if lone := _LONE_QUOTE.match(text, cut, limit):
                # Tokenised text sets a closing mark apart: `the customers. " They`. It closes if one is open.
                quotes += text.count('"', counted, cut)
                counted = cut
                if '"' not in lone["quote"] or quotes % 2:
                    cut = position = lone.end()
            if not _ends(text, match, begin, cut, limit):
                continue
        _append(spans, text, begin, cut)
        begin = cut
    _append(spans, text, begin, limit)
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends(text: str, match: re.Match[str], begin: int, cut: int, limit: int) -> bool:
    """Whether the full stop that `match` found ends the sentence that began at `begin`."""
    following = _NEXT.match(text, cut, min(limit, cut + 80))
    word = following["word"] if following else ""
    if not word:
        return True
    if word[0].islower():
        return False
    stop = match["stop"]
    if stop != ".":
        return not (match["close"] and stop[0] in "?!" and _ATTRIBUTION.match(text, cut, min(limit, cut + 80)))
    if match["close"]:
        return True
    opened = following["open"] if following else ""
    initial = len(word) == 1 and text.startswith(".", following.end()) if following else False
    return _full_stop(text, match.start(), begin, word, opened, initial=initial)


def _full_stop(text: str, dot: int, begin: int, word: str, opened: str, *, initial: bool) -> bool:
    """Whether the full stop at `dot` ends its sentence though `word`, capital or figure, comes next.

    `initial` tells that the word is one letter with a full stop, as in "D. A. Cooley".
    """
    words = text[max(begin, dot - 24) : dot].split()
    last = words[-1].rpartition("—")[2].lstrip(_OPENERS) if words and not text[dot - 1].isspace() else ""
    if not last:
        return text[dot - 1] not in "(["  # "(. 538)", a figure taken apart by a tokeniser
    lower = last.lower().rstrip(".")
    next_lower = word.lower()
    if last.isdigit():
        # "12. The next item" goes on after its number, and so does "28. November".
        numbering = len(last) <= 3 and words == [last] and not text[begin : dot - len(last)].strip()
        return not (numbering or (len(last) <= 2 and next_lower in _GERMAN_MONTHS))
    if lower in {"a.m", "p.m", "am", "pm"} or (
        lower == "m" and text[max(begin, dot - 4) : dot - 1].lower() in _SPACED_M
    ):
        return next_lower not in _AFTER_TIME
    if last.isupper() and len(last) > 1 and lower not in _COMPANIES and "." not in last:
        return True  # an acronym such as EDS or CA, whatever the lower-case word would mean
    if lower == "a" and last.islower() and word[0].isdigit():
        return False  # "a. 38-caliber revolver"
    if lower in _TITLES:
        return bool(opened) and opened[0] in '"“‘«'
    if lower in _BEFORE_FIGURES and (last[0].isupper() or lower in {"no", "p", "pp", "approx"}):
        return not word[0].isdigit()
    starts = next_lower in _STARTERS or bool(opened.strip("(-–—"))
    if len(last) == 1 and last.isalpha():  # an initial; a lower-case letter is one only in tokenised "p. m."
        return not last.isupper() or (starts and not initial)
    if _ACRONYM.search(last) or (lower in _EITHER and last[0].isupper()) or lower in {"etc", "d.c"}:
        return starts
    return True


_SPACED_M = frozenset({" a. ", " p. ", "0a. ", "0p. ", "a. ", "p. "})
