"""What on a page is not the article: navigation, adverts, sign-up boxes, share links, tag lists, notices.

Every rule wants the whole line to be furniture, or words that a page only ever says to its visitors: a lost
paragraph misleads, a line of furniture too many only disturbs.
"""

from __future__ import annotations

import re

from dossier.reading.data import pattern, words

LONGEST = 400
"""Code points; a longer line is never furniture by these rules, which bounds their time."""

_LONGEST_TITLE = 60  # code points, of a list of links
_SITES = pattern("sharing_sites")
# All but _RULE are for small letters: with IGNORECASE a search takes seven times as long, and `fullmatch` three times.
_WHOLE = re.compile(
    rf"(?:(?P<title>{pattern('list_titles')})|{pattern('furniture_lines')}"
    rf"|(?:(?:share (?:on|via|with|to)|share:|follow us on|(?:(?:artikel|beitrag) )?teilen:|partager(?: sur)? ?:?"
    rf"|compartir(?: en)?:?)\s?)?(?:(?:{_SITES})[\s,|/•·]*(?:and |or )?){{1,12}}"
    r")\s*[:.»>…!]*"
)
_RULE = re.compile(r"(?:[_\-*#=~—–•·]\s?){3,}|-\s?30\s?-|\(?ends?\)?", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"{pattern('furniture_openings')}|(?:{pattern('posted_openings')})\b"
    rf"|(?:{pattern('read_also')})(?: here)?\s?[:|»>]\s?\S"
    rf"|(?:follow|like) (?:us|[\w@ ’'.]{{1,40}}) on (?:{_SITES})\b"
    rf"|join (?:us on|our) [\w ]{{0,40}}(?:{_SITES}|channel|community|conversation)\b"
)
_ANYWHERE = re.compile(pattern("furniture_within"))
_ANYWHERE_UNSPACED = re.compile(pattern("furniture_within_unspaced"))
_SECTIONS = words("site_sections")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?P<rest>.{1,30})\Z")
_PARTS = re.compile(r"\s*[>»›|/•·]+\s*")
_GLUE = re.compile(r"[A-ZÀ-Þ](?<=[a-zß-öø-ÿ].)")  # a capital behind a small letter; capitals are rarer
_TAG_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("the a an of to in and is was for that with on he she said el la de que y le et der die und".split())


def is_furniture(line: str) -> bool:
    """Return whether a line belongs to the page and not to the article."""
    if len(line) > LONGEST:
        return is_tag_list(line) or _is_long_tag_list(line)
    small = line.lower()
    if line.startswith(("*", "_")):
        small = small.strip("*_")  # set in bold, in Markdown
    return bool(
        _WHOLE.fullmatch(small)
        or _RULE.fullmatch(line)
        or _SPOKEN.match(small)
        or _says_anywhere(small)
        or _is_crumbs(line)
        or is_tag_list(line)
    )


def _says_anywhere(line: str) -> bool:
    """Return whether a line in small letters holds words that a page only says to its visitors."""
    return bool(_ANYWHERE.search(line) or _ANYWHERE_UNSPACED.search(line))


def opens_list(line: str) -> bool:
    """Return whether a line is the title of a list of links or tags ("Most popular", "More about")."""
    found = _WHOLE.fullmatch(line.lower()) if len(line) < _LONGEST_TITLE else None
    if found is None or found["title"] is None:
        return False
    return not line.endswith((".", "!"), found.end("title"))  # “More in the U.S.” ends with its own stop


def is_section(line: str) -> bool:
    """Return whether a line only names a section of a site: "Technology", "1. News", "Latin America"."""
    if len(line) > 40:
        return False
    if numbered := _NUMBERED.match(line):
        line = numbered["rest"]
    parts = line.lower().replace("&", " ").replace("|", " ").split()
    return 0 < len(parts) <= 3 and all(part in _SECTIONS for part in parts)


def is_tag_list(line: str) -> bool:
    """Return whether a line is tags run together, `ChilePeruLatin AmericaLima`: nearly every word has a seam in it."""
    if len(line) > 2_000:
        return False
    seams = len(_GLUE.findall(line))
    if seams < 3 or line.endswith((".", "!", "?", "。", "！", "？", "”", '"')):
        return False
    tags = _TAG_WORD.findall(line)
    return seams >= len(tags) * 0.6 and not any(tag.lower() in _SMALL for tag in tags)


def _is_long_tag_list(line: str) -> bool:
    """Return whether a long line begins as tags do (“Tags: …”) and has a comma every few words."""
    few = len(line) <= _LONGEST_TAGS and line.count(",") * _WORDS_OF_A_TAG > len(line.split())
    return few and _SPOKEN.match(line[:LONGEST].lower()) is not None


_LONGEST_TAGS, _WORDS_OF_A_TAG = 2_000, 4


def _is_crumbs(line: str) -> bool:
    """Return whether a line is a path through the site, `Home > News > World`."""
    if len(line) > 120 or line.endswith((".", "!", "?")):
        return False
    parts = [part for part in _PARTS.split(line) if part]
    return (
        len(parts) >= 3
        and len(parts[0].split()) <= 2
        and all(len(part.split()) <= 3 for part in parts)
        and (
            is_section(parts[0])
            or bool(_WHOLE.fullmatch(parts[0].lower()))
            or all(map(is_section, parts[1:]))  # Ossel Courier > News > Local
        )
    )


# What a page says of itself to its visitors.
_TITLE = r"(?:[Tt]he )?[A-ZÀ-Þ0-9][\w&’'.-]*(?: (?:of|the|and|&|de|del|la|le|[A-ZÀ-Þ0-9][\w&’'.-]*)){0,5}"
_SELF = re.compile(
    rf"(?:offers, events and updates from|e-?mails? from|newsletters? from|thanks for reading|brought to you by"
    rf"|©\s?(?:[Cc]opyright\s)?(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?,?\s?"
    rf"|[Cc]opyright\s(?:©\s?|\([Cc]\)\s?)?\d{{4}}(?:\s?[-–]\s?\d{{4}})?,?\s?)"
    rf"\s?(?:by\s)?(?P<name>{_TITLE})"
    rf"|(?P<writer>{_TITLE}) (?:may|can) (?:write to|e-?mail|contact|send) me\b"
)
_NO_TITLE = re.compile(r"\s+(?:All|Inc|Ltd|LLC|Corp|Limited|Co|Ltda|S\.A|GmbH|Read|Privacy|Terms)\b.*|[.\s]+\Z")


def self_named(line: str) -> str | None:
    """Return the outlet's name from a notice of its own ("© 2024 The Courier"), or from a path through its site."""
    match = _SELF.search(line[:LONGEST])
    if not match:
        return paper(_PARTS.split(line)[0]) if _is_crumbs(line) else None
    name = _NO_TITLE.sub("", (match["name"] or match["writer"]).split(". ")[0]).strip(" .,-")
    return name if len(name) > 2 and not name.isdigit() and name.lower() not in {"all", "the"} else None


_PAPER = re.compile(rf"\b(?:{pattern('paper_words')})\b")


def paper(name: str) -> str | None:
    """Return a name, tidy, if it is a paper's or an agency's."""
    return " ".join(name.split()).strip(" ,;|–—-") if _PAPER.search(name) else None
