"""The kind of a line, by its shape: prose, heading, caption, dateline."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[’'-]*\w[\w’'-]*")
_ENDS = re.compile(r"""[.!?…。！？][^\S\r\n]?["'”’»)\]*_]*\s?["”]?\Z""")
_QUOTED = re.compile(r"""[‘'`“"«].*[’'”"»]\Z""")
_ATTRIBUTION = re.compile(r"""["”’»]\s+\w""")
_CREDIT = re.compile(
    r"""\([^()]{0,60}\b(?:pics?|pix|photos?|picture|image|handout|file|courtesy)\b[^()]{0,60}\)[.\s]*\Z"""
    r"""|\(AP Photo/|[/(]\s?courtesy of\b.{0,80}\Z|\Acourtesy of\b[^.!?]{0,80}\Z"""
    r"""|(?:\A|[.(|\[/]\s?)(?:photo(?:graph)?|image|picture|foto|credit)s?(?:\s(?:by|credit|courtesy(?: of)?))?"""
    r"""(?:\s?[:/]\s?|(?<=by)\s|(?<=of)\s)\S.{0,80}\Z"""
    r"""|\A[^!?©]{3,200}\s©\s?[^!?©]{2,100}(?<!\.)\Z"""
    r"""|/\s?(?:getty(?: images)?|afp|reuters|ap|epa|efe|shutterstock|anadolu|alamy)(?:[ /][\w ]{0,40})?\)?[.\s]*\Z""",
    re.IGNORECASE,
)
# A credit has one of these. Each begins with a letter, no set: so `re` passes over what begins none of them.
_CREDITED = re.compile(r"pi[cx]|photo|foto|image|handout|file|courtesy|credit|©|/")
_CAPTION = re.compile(
    r"(?:file photo|file|image (?:caption|source)|caption|photo|foto|imagen)\s?(?:[:|]|[–—-]\s)|pictured\s?[:,]"
    r"|image (?:caption|source),"
    r"|in this [\w., ]{0,40}\b(?:photo|image|picture|photograph|frame grab|handout)"
    r"(?:,| (?:released|provided|taken|made|supplied|obtained)\b)",
    re.IGNORECASE,
)
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,4}"
_REGION = r"(?:,\s(?:[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){0,2}))?"
_DAY = r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Za-zé]{3,10}\.?)(?:,?\s\d{4})?)?"
_AGENCY = r"\([A-Za-z][\w ./&’-]{1,30}\)"
_DATELINE = re.compile(
    rf"(?:{_PLACE}{_REGION}{_DAY}(?:\s?{_AGENCY}\s?(?:[—–:]|--?)\s?|\s?[—–:]\s|\s--?\s|--\s)"
    rf"|[A-ZÀ-Þ][\w’'.-]+(?:\s[A-ZÀ-Þ][\w’'.-]+){{0,3}}{_REGION}{_DAY}\s?{_AGENCY}\s?(?:\.\s?[-–—]+|[—–:]|--?)\s"
    rf"|{_AGENCY}\s?(?:[—–]|--?)\s)\s*(?=\S)"
)
# In capitals before a colon or a dash, but not a place.
_NO_PLACE = re.compile(
    r"(?:UPDATED?|WATCH|LISTEN|READ|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|LIVE|VIDEO|FACTBOX|EXPLAINER|CORRECTED|NOTE|PHOTOS?"
    r"|QUESTION|ANSWER|SUMMARY|RELATED|EDITOR|WARNING|ADVISORY|COMMENT|INTERVIEW|PROFILE|TIMELINE|FILE|BRIEF|NEW)\b"
)


def words(line: str) -> int:
    """Return how many words a line has."""
    return _words(line) if len(line) <= _LONGEST_KEPT else len(_WORD.findall(line))


@lru_cache(maxsize=1 << 10)
def _words(line: str) -> int:
    """Return the number of words of a line that is not long: each rule about a line asks for it again."""
    return len(_WORD.findall(line))


_LONGEST_KEPT = 2_000  # code points


def ends_sentence(line: str) -> bool:
    """Return whether a line ends as a sentence does, closing marks set aside."""
    return bool(_ENDS.search(line, max(0, len(line) - 12)))


def is_prose(line: str) -> bool:
    """Return whether a line is running text: a sentence of nine words or more, or anything too long for a headline."""
    count = words(line[:2_000])
    if count > 40 or _is_unspaced(line):
        return True
    if line.endswith(("?", "!", "…")):
        return count > 16
    return count >= 9 and ends_sentence(line)


_MOST_UNSPACED = 50  # characters of Chinese or Japanese in a headline


def _is_unspaced(line: str) -> bool:
    """Return whether a line is long Chinese or Japanese, which do not part words; it may be empty."""
    if len(line) <= _MOST_UNSPACED or max(line) < "\u3040":  # a class of so many letters takes 1 ms to compile
        return False
    return sum("\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff" for letter in line) > _MOST_UNSPACED


def is_caption(line: str) -> bool:
    """Return whether a line describes a picture: it carries a credit, or says that it is a caption.

    A paragraph with a credit behind it, as pages run the next picture's into it, is a paragraph.
    """
    if len(line) >= _LONGEST_CAPTION:
        return False
    credit = _CREDIT.search(line) if _CREDITED.search(line.lower()) else None
    told = credit is not None and words(line[: credit.start()]) <= _MOST_CAPTION_WORDS
    return told or _CAPTION.match(line) is not None


_LONGEST_CAPTION, _MOST_CAPTION_WORDS = 700, 60  # code points and, before its credit, words


_LONGEST_HEADING = 90  # code points


def is_heading(line: str) -> bool:
    """Return whether a line between paragraphs is a heading: short, without the end of a sentence, and set as one.

    Set as one: in capitals or with most words capitalised, wholly in quotation marks, or at most five words.
    """
    if len(line) > _LONGEST_HEADING or not _begins_heading(line[0]) or ends_sentence(line):
        return False
    if line[-1] in ",;:—–-" or _ATTRIBUTION.search(line):
        return False
    count = words(line)
    return 0 < count <= 12 and (count <= 5 or capitalised(line) or bool(_QUOTED.match(line)))


def _begins_heading(letter: str) -> bool:
    return letter.isupper() or letter.isdigit() or letter in "‘'`“\"«¿"


def capitalised(line: str) -> bool:
    """Return whether a line is written as titles are, most of its longer words with a capital."""
    longer = [word for word in _WORD.findall(line) if len(word) > 3]
    capitals: int = sum(word[0].isupper() or word[0].isdigit() for word in longer)
    return capitals >= 0.7 * len(longer)


def dateline(line: str) -> int:
    """Return the length of the dateline a first paragraph begins with ("LIMA (AP) — "), 0 if there is none."""
    match = _DATELINE.match(line[:160])
    if not match or _NO_PLACE.match(line) or words(line[match.end() : match.end() + 200]) < 5:
        return 0
    return match.end()


def is_dateline_only(rest: str) -> bool:
    """Return whether what stands beside a date is a place ("SUNNYVALE, Calif. —")."""
    return bool(re.fullmatch(rf"{_PLACE}{_REGION}\s*(?:{_AGENCY})?[\s—–:,-]*", rest.strip()))


def is_imprint(rest: str) -> bool:
    """Return whether the words beside a date name a paper or a place: one to four words, each with a capital."""
    found = _WORD.findall(rest)
    return 0 < len(found) <= 4 and ":" not in rest and all(word[0].isupper() or word in {"of", "del"} for word in found)
