"""Numbers that are no quantities: times, ordinals, names with digits, house and phone numbers, versions, idioms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.extracting.counted import noun_phrase
from dossier.extracting.numerals import SCALES, Numeral
from dossier.extracting.units import GLUED, UNITS
from dossier.model import Article

_WHOLE = re.compile(r"[^\s()\[\]“”\"]*")
_WEB = re.compile(r"://|www\.|@|\.(?:com|org|net|html?|co\.uk|gov|shtml|php|aspx?)\b", re.IGNORECASE)
_TIME = re.compile(
    r"(?:\s?(?:[ap]\.?\s?m\b\.?|o[’']clock|GMT|UTC|BST|EST|EDT|CET|PST|PDT|ET\b|hrs\b|noon|midnight)|:\s?[0-5]\d|[.][0-5]\d\s?(?:[ap]\.?m\b|GMT|hrs)|"
    r"\s?hours\s(?:\(|GMT|local)|\slocal\stime|\s\(\d{4}\sGMT\))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
# Words that name the thing the number labels.
_LABELS = frozenset(
    """flight highway route interstate motorway road street avenue no no. nos number numbers article articles section sections
    chapter page pages room channel radio windows iphone ipad galaxy boeing airbus apollo formula type phase category cat level
    terminal gate pier platform unit bus train line lane track zone tier part volume vol episode season game round set
    match heat stage step version v ver model mark mk class grade fig figure table appendix resolution proposition prop
    title rule amendment bill law act decree order directive clause paragraph para verse psalm box suite apartment apt floor
    ward district precinct sector block plot lot gallery exit junction mile-marker area psalm super-bowl expo nokia
    playstation xbox firefox chrome ios android galaxy nexus kindle mig il tu ak ward school ps squadron division brigade
    battalion regiment fleet troop den pack local lodge pershing soyuz shenzhou voyager expedition mission sputnik
    catch area studio euro day week year week year top item point question lesson exercise option plan draft reactor
    reactors unit sura surah code zip po box phone tel fax telephone mobile cell ext extension isbn""".split()
)
_WORDED_LABELS = frozenset(
    "day phase round part chapter number stage step page level category type world-war war act tier formula plan channel radio section article volume one-on grade class rule lane zone gate terminal version episode season quarter catch".split()
)
_ONE_BEFORE = frozenset(
    "no any every each some this that the which another only-the number day as back-to day-to".split()
)
_ONE_AFTER = re.compile(
    r"(?:[-‐](?:off|way|time|on|sided|stop|man|size|liner|two|by|another|upmanship|party|legged)|[’']s|\s(?:another|of|thing|day|hand|point|side|way|reason|more|time|or|by|in\s(?:the|which)|who|that|which|is|was|has|"
    r"can|could|would|may|might|must|should|knows|such|another|and\sonly|and\sall|such|step|to|the|at|for|with|from|on|as|place|we|i|he|they)\b|[.,;:!?)\"”])",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\s(?:[NSEW]\.?\s)?(?:[A-Z][\w.’']+\s){1,3}(?:Street|St\b|Road|Rd\b|Avenue|Ave\b|Lane|Drive|Boulevard|Blvd|Square|Place|Way|Court|Terrace|Crescent|Row|Hill|Gardens)\b|\sDowning\b|\s\d+(?:st|nd|rd|th)\s(?:Street|Avenue)"
)
_SCORE = re.compile(r"\s?[-–]\s?\d")


def refused(
    article: Article,
    text: str,
    number: Numeral,
    before: Sequence[str],
    low: int,
    start: int,
    end: int,
    *,
    headline: bool,
) -> int | None:
    """Give where to go on when the number is no quantity; None when it is one."""
    del article, low
    if number.form == "digits" or (number.form == "fraction" and text[number.start].isdigit()):
        return _digits_refused(text, number, before, start, end)
    return _words_refused(text, number, before, start, end, headline=headline)


def _digits_refused(text: str, number: Numeral, before: Sequence[str], start: int, end: int) -> int | None:
    at, stop = number.start, number.end
    previous = text[at - 1] if at > start else " "
    following = text[stop] if stop < end else " "
    token_start = at
    while token_start > start and at - token_start < 80 and not text[token_start - 1].isspace():
        token_start -= 1
    token_end = _WHOLE.match(text, at, min(end, at + 80)).end()  # type: ignore[union-attr]
    if _WEB.search(text, token_start, token_end):
        return token_end
    if previous.isalpha() and not _money_letters(text, at, start):
        return max(stop, token_end if following.isalnum() else stop)
    if previous in "#@_=&" or (previous in "/:.," and at - 2 >= start and text[at - 2].isdigit()):
        return stop
    if previous in ":" and at - 2 >= start and text[at - 2].isalpha():
        pass
    if previous in "-‐‑–" and at - 2 >= start:
        earlier = text[at - 2]
        if earlier.isdigit() or earlier == ")":
            return stop
        if earlier.isalpha() and not re.search(
            r"\b(?:magnitude|under|over|pre|post|sub|mid|plus)[-‐‑–]$", text[max(start, at - 12) : at], re.IGNORECASE
        ):
            return stop
    if previous in "'’‘" and following == "s":
        return stop
    if previous == "+" or (previous == "[" and following == "]"):
        return stop
    if _TIME.match(text, stop, end):
        match = _TIME.match(text, stop, end)
        tail = re.compile(r"[\s:]*[\d]*(?:\s?[ap]\.?m)?").match(text, match.end() if match else stop, end)
        return tail.end() if tail else stop
    if following.isalpha():
        if _ORDINAL.match(text, stop, end):
            return stop
        glued = re.compile(r"[A-Za-z]+").match(text, stop, end)
        if glued and glued[0].lower() not in GLUED and glued[0].lower() not in ("m", "euro", "euros", "percent", "pct"):
            return glued.end()
    if following == "/" and stop + 1 < end and text[stop + 1].isdigit():
        return token_end
    if following == "." and stop + 1 < end and text[stop + 1].isdigit():
        return token_end
    if following == ":" and stop + 1 < end and text[stop + 1].isdigit():
        return token_end
    if (
        re.compile(r"[-–]\d{3,4}[-–]\d{3,4}|-\d{4}\b(?!-)").match(text, stop, end)
        and not number.grouped
        and len(text[at:stop]) in (1, 3, 4)
    ):
        return token_end
    line_start = text.rfind("\n", start, at) + 1 or start
    if not text[line_start:at].strip() and re.compile(r"[.)]\s").match(text, stop, end) and stop - at <= 2:
        return stop
    if before and _labelled(before, text, number, end):
        return stop
    if _STREET.match(text, stop, end) and not (number.value or 0) > 99999:
        return stop
    if not number.grouped and stop - at == 4 and 1400 <= (number.value or 0) <= 2100 and text[at:stop].isdigit():
        return stop if _yearlike(text, number, before, end) else None
    if text[at] == "0" and stop - at > 1 and text[at + 1] != "." and text[at:stop].isdigit():
        return stop
    if _clock(before, text, number, end):
        return stop
    if previous in "$€£":
        return None
    return _score(text, number, before, end)


def _money_letters(text: str, at: int, start: int) -> bool:
    return bool(
        re.search(
            r"(?:\b(?:euro|Rs|Dhs?|R|KSh|Sh|USD|EUR|GBP|AUD|CAD|RM|Rp|Tk|SR|N|kr|AED|CHF|JPY|INR|ZAR|RMB|M))$",
            text[max(start, at - 5) : at],
        )
    )


def _labelled(before: Sequence[str], text: str, number: Numeral, end: int) -> bool:
    label = before[-1]
    lower = label.lower()
    if lower in _LABELS and not number.grouped:
        if lower in ("euro", "top", "point", "m"):
            return False
        if (
            lower in ("no.", "no", "nos", "number")
            and len(before) > 1
            and before[-2].lower() in ("there", "are", "is", "a", "the", "with")
            and lower == "no"
        ):
            return False
        if (
            label[0].isupper()
            or lower in _WORDED_LABELS
            or lower
            in (
                "no.",
                "no",
                "nos",
                "number",
                "flight",
                "room",
                "page",
                "version",
                "channel",
                "article",
                "section",
                "route",
                "highway",
            )
        ):
            return not (lower in ("day", "week", "year") and noun_phrase(text, number.end, end))
        return False
    # "Windows 7", "Apollo 13": a name and its number, in a sentence with a capital before and no noun after
    if (
        label[0].isupper()
        and len(before) > 1
        and label.isalpha()
        and not number.grouped
        and "." not in text[number.start : number.end]
    ):
        if lower in ("on", "in", "at", "for") or label.isupper() and len(label) < 2:
            return False
        if number.end != number.start + len(text[number.start : number.end].rstrip()) or (number.value or 0) >= 10000:
            return False
        if before[-2][:1].islower() or before[-2] in (",", "the", "“", '"'):
            after = re.compile(r"\s?([%A-Za-z°-]+)").match(text, number.end, end)
            return not (
                after
                and (
                    after[1].lower().strip("-") in UNITS
                    or noun_phrase(text, number.end, end)
                    or after[1].lower() in ("percent", "-year-old")
                )
            )
    return False


def _yearlike(text: str, number: Numeral, before: Sequence[str], end: int) -> bool:
    """Four digits without a comma are a year unless a unit, a qualifier or people stand beside them."""
    after = re.compile(r"[\s-]([A-Za-z%]+)").match(text, number.end, end)
    if number.end < end and text[number.end] in "%°":
        return False
    if after and after[1].lower() in UNITS and after[1].lower() not in ("won", "real", "try"):
        return False
    if before and before[-1] in ("$", "€", "£", "Rs", "R", "US$"):
        return False
    if after and after[1].lower() in (
        "people",
        "persons",
        "men",
        "women",
        "children",
        "soldiers",
        "troops",
        "homes",
        "houses",
        "jobs",
        "workers",
        "migrants",
        "others",
        "more",
    ):
        return False
    words = [w.lower() for w in before[-2:]]
    return not (
        words
        and (
            words[-1] in ("nearly", "almost", "approximately", "roughly", "some")
            or words in (["more", "than"], ["at", "least"], ["up", "to"], ["fewer", "than"], ["less", "than"])
        )
        and noun_phrase(text, number.end, end) is not None
    )


def _clock(before: Sequence[str], text: str, number: Numeral, end: int) -> bool:
    """ "at 1353 (1023 GMT)": four digits after "at" that could be a time, where nothing is counted."""
    written = text[number.start : number.end]
    if len(written) != 4 or not written.isdigit() or int(written) > 2400 or int(written[2:]) > 59:
        return False
    if not before or before[-1].lower() not in ("at", "around", "about", "by", "from", "until", "(", "before", "after"):
        return False
    return noun_phrase(text, number.end, end) is None and (
        before[-1].lower() == "at" or "at" in [w.lower() for w in before[-2:]]
    )


def _score(text: str, number: Numeral, before: Sequence[str], end: int) -> int | None:
    """ "won 3-1", "6-4, 6-3": two numbers and a dash, the second no greater, or verbs of sport before them."""
    match = re.compile(r"\s?[-–]\s?(\d{1,3})(?![\d,.]\d|\d|%|-?\s?[a-z])").match(text, number.end, end)
    if match is None or number.grouped or (number.value or 0) > 300:
        return None
    sport = {
        "won",
        "win",
        "beat",
        "beating",
        "lost",
        "lose",
        "defeat",
        "defeated",
        "victory",
        "drew",
        "draw",
        "led",
        "lead",
        "score",
        "scored",
        "final",
        "tied",
        "trailed",
        "voted",
        "vote",
    }
    if int(match[1]) <= (number.value or 0) or sport & {w.lower() for w in before[-8:]}:
        return match.end()
    return None


def _words_refused(
    text: str, number: Numeral, before: Sequence[str], start: int, end: int, *, headline: bool
) -> int | None:
    at, stop = number.start, number.end
    word = text[at:stop].lower()
    previous = text[at - 1] if at > start else " "
    following = text[stop] if stop < end else " "
    last = before[-1].lower() if before else ""
    if (
        previous in "-‐‑"
        and at - 2 >= start
        and text[at - 2].isalpha()
        and (following != " " or not text[at - 2].islower())
    ):
        return stop
    if previous.isalnum() or previous in "_@#/" or following in "_@/" or following.isdigit():
        return stop
    if word == "one" and (refusal := _one(text, stop, end, last, before)):
        return refusal
    if word == "zero" and not (re.compile(r"[\s-](?:percent|per cent|degrees|[a-z]+s)\b").match(text, stop, end)):
        return stop
    if word in ("third", "quarter") and not _share(text, stop, end, last):
        return stop
    if word == "half" and not _half(text, stop, end, last, before):
        return stop
    if word in SCALES and number.form == "words" and word != "dozen" and last in ("multi", "per"):
        return stop
    if _TIME.match(text, stop, end) and following != ":":
        return stop
    if last in _WORDED_LABELS and not (last in ("number", "day", "war", "plan") and noun_phrase(text, stop, end)):
        return stop
    if text[at].isupper() and not headline and _inside_name(text, at, stop, start, end, before):
        return stop
    if word == "scores" and (
        re.compile(r"\s(?:of\s)?(?:\d|for|a\b|twice|in\b|from|goal|on\b)").match(text, stop, end)
        or last
        in (
            "test",
            "the",
            "exam",
            "his",
            "her",
            "their",
            "its",
            "box",
            "he",
            "she",
            "who",
            "credit",
            "approval",
            "these",
        )
    ):
        return stop
    return None


def _one(text: str, stop: int, end: int, last: str, before: Sequence[str]) -> int | None:
    if last in _ONE_BEFORE or (last == "than" and len(before) > 1 and before[-2].lower() != "more"):
        return stop
    match = _ONE_AFTER.match(text, stop, end)
    if match is None:
        return None
    if match[0].strip() in ("in", "of") or re.compile(
        r"\s(?:in|out of)\s(?:every\s)?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)"
    ).match(text, stop, end):
        if re.compile(
            r"\s(?:in|out of)\s(?:every\s)?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred)"
        ).match(text, stop, end):
            return None
        return stop
    return stop


def _share(text: str, stop: int, end: int, last: str) -> bool:
    """Whether "third" or "quarter" is a share: "a third of", "almost a quarter"."""
    if last not in ("a", "one"):
        return False
    return bool(
        re.compile(r"\s(?:of\s(?!play)|more|less|fewer|higher|lower|smaller|larger|to\s)|[.,;]").match(text, stop, end)
    )


def _half(text: str, stop: int, end: int, last: str, before: Sequence[str]) -> bool:
    if last in (
        "first",
        "second",
        "other",
        "better",
        "latter",
        "early",
        "late",
        "bottom",
        "top",
        "final",
        "opening",
        "northern",
        "southern",
        "eastern",
        "western",
        "their",
        "his",
        "her",
        "last",
        "this",
        "that",
        "each",
    ):
        return False
    if re.compile(r"[\s-](?:of|the|its|his|her|their|our|my|to|a|an)\b").match(text, stop, end):
        return True
    return (
        last
        in (
            "by",
            "nearly",
            "almost",
            "over",
            "than",
            "about",
            "around",
            "in",
            "only",
            "one",
            "roughly",
            "least",
            "between",
            "to",
            "some",
        )
        and last != "in"
    )


def _inside_name(text: str, at: int, stop: int, start: int, end: int, before: Sequence[str]) -> bool:
    """Whether a capitalised number word inside a lower-case sentence belongs to a name: Group of Seven, Big Three."""
    if not before or before[-1] in '.!?:“"‘(—–-•*;' or before[-1].endswith("."):
        return False
    line_start = text.rfind("\n", start, at) + 1 or start
    line_end = text.find("\n", stop, end)
    line = text[line_start : line_end if line_end >= 0 else end][:400]
    if not text[line_start:at].strip():
        return False
    words = re.findall(r"[A-Za-z]{4,}", line)
    lower = sum(w[0].islower() for w in words)
    return lower > len(words) / 2
