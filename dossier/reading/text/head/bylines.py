"""Who wrote it: bylines above articles and the notes of reporters below them."""

from __future__ import annotations

import re

from dossier.reading.data import entries, words
from dossier.reading.text.head import printed_dates

_PARTICLES = words("name_particles")
_BY = re.compile(
    r"(?:(?:(?:written|posted|published|reported|story|submitted|created|words)\s+(?:on\s+)?)?by:?|por|par|von|di|door|(?:text|words|interview|reportage|entrevista|entretien|intervju):|(?:author|autor|auteur)(?:/?-?in|[ae])?s?:?)"
    r"\s+(?=\S)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[,;|•·/]\s*(?:(?:and|und|y|et|e|with|&)\s+)?|\s+(?:and|und|y|et|e|with|&)\s+", re.IGNORECASE)
_AFTER = re.compile(
    r"\s+(?:in|for|at|of|on|reports?|is|@)\s.*|\s[-–—]+\s.*|\s*[(<\[].*|\s*\S+@\S+.*|\s+@\w.*"
    r"|\.\s+(?i:photo|picture|image|video|illustration|graphic)\w*\b.*"
    r"|\s+(?i:envoyée?s? spécia|enviad[oa]s? especia|corresponde?nte?|corresponsal)\w*.*",
    re.DOTALL,
)
_PLACE_BEHIND = re.compile(r"(?<=[a-zß-ÿ])(?:\s+[A-ZÀ-Þ]{4,})+\Z")  # "Mira Dahl KARSUND"
_TOKEN = re.compile(r"[A-ZÀ-Þ][\w’'-]*\.?(?:[A-ZÀ-Þ]\.)*")
_ROLES = words("byline_roles")
_NOTE = re.compile(
    r"(?:additional |further )?(?:reporting|writing|editing|translation|research|edited|compiled|reported|written)"
    r"(?: and (?:writing|editing|reporting))? (?:by|from) [A-ZÀ-Þ]"
    r"|with (?:additional |further )?(?:reporting|files|input|inputs|material) (?:by|from) "
    r"|(?:The (?:associated press|ap)|associated press|ap) (?:writers?|journalists?|reporters?) .{0,200}"
    r"\b(?:contributed|reported)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r".{0,200}\bcontributed (?:to (?:this|the) (?:report|story|article)|reporting)\b", re.IGNORECASE
)
_FROM = re.compile(r"(?P<names>.{3,100}?) reported from [A-ZÀ-Þ]")


def is_account(name: str) -> bool:
    """Return whether what stands as an author is the account of a publishing system and nobody's name.

    Accounts are written small (`kevin-r`), with figures (`CC7567`), or in capitals that are not an agency's
    (`KWCHCIK`).
    """
    parts = name.strip().split()
    letters = [letter for letter in name if letter.isalpha()]
    if not parts or "@" in name:
        return True
    if len(parts) > 1:
        return all(map(str.islower, letters))
    word, cased = parts[0], [letter for letter in letters if letter.lower() != letter.upper()]
    if not letters or word.lower() in words("account_names"):
        return True
    return bool(cased) and (_is_odd(word) or _in_capitals(word, cased))


def _is_odd(word: str) -> bool:
    return word[0].islower() or "_" in word or any(map(str.isdigit, word))


def _in_capitals(word: str, cased: list[str]) -> bool:
    return len(cased) > 1 and all(letter.isupper() for letter in cased) and word not in entries("agencies")


def byline(line: str) -> str | None:
    """Return the people of a line that is a byline ("By JOHN SMITH, Associated Press Writer"), else None."""
    match = _BY.match(line)
    if not match or len(line) > 160 or len(line.split()) > 20 or _sentence(line):
        return None
    named = people(line[match.end() :])
    if not named and line[:3] in {"By ", "BY "} and len(line.split()) <= 6 and not line.endswith("."):
        return line[match.end() :].strip()  # a desk or an agency: "By Staff Reporters"
    return named


def people(text: str) -> str | None:
    """Return the personal names that a text consists of, tidy (`Ann Lee, Bo Díaz`); None unless it begins with one."""
    names: list[str] = []
    for index, part in enumerate(_SPLIT.split(text.strip(" \t|,;:-–—•·."))):
        name = _PLACE_BEHIND.sub("", _AFTER.sub("", part).strip(" ."))
        if _is_person(name):
            names.append(_tidy(name))
        elif index == 0:
            return None
    return ", ".join(dict.fromkeys(names)) or None


def beside_date(line: str) -> str | None:
    """Return the names of a line called a byline: those before its date, else what is left without it."""
    found = printed_dates.find(line)
    before = line[: found[0].start].partition("|")[0].rstrip(" ,–—-") if found else ""
    rest = printed_dates.around(line, found)
    return byline(before) or people(before) or byline(rest) or people(rest)


def tidy(written: str | None) -> str | None:
    """Return the people that a field for authors names, else what it says; None for nothing."""
    return (byline(written) or people(written) or written) if written else None


def is_note(line: str) -> bool:
    """Return whether a line below an article tells who reported it ("Díaz reported from Lima")."""
    if len(line) > 300:
        return False
    line = line.removeprefix("(").removesuffix(")")
    if _NOTE.match(line) or ("contributed" in line.lower() and _CONTRIBUTED.match(line)):
        return True
    match = _FROM.match(line) if " reported from " in line else None
    return bool(match and len(line.split()) <= 25 and people(match["names"].replace("Associated Press writer ", "")))


_REPORTERS = re.compile(
    r"\(?(?:reporting|reported|written)(?: and writing)? by (?P<names>[^;()]{3,160})", re.IGNORECASE
)


def reporters(note: str) -> str | None:
    """Return the people whom a note below an article names first: `(Reporting by Ann Lee; editing by Bo Díaz)`."""
    match = _REPORTERS.match(note)
    return people(match["names"]) if match else None


def _sentence(line: str) -> bool:
    return line.endswith((".", "!", "?")) and not re.search(r"(?:\b[A-Z]|[JS]r|Writer|Press)\.$", line)


def _is_person(name: str) -> bool:
    tokens = name.split()
    capitals = [token for token in tokens if token.lower() not in _PARTICLES]
    return (
        1 < len(tokens) <= 6
        and tokens[0] != "The"
        and len(capitals) >= 2
        and all(_TOKEN.fullmatch(token) for token in capitals)
        and not any(token.lower().strip(".") in _ROLES for token in tokens)
    )


def _tidy(name: str) -> str:
    """Return a name in capitals as others are written: `CONOR O'HARA` → `Conor O'Hara`."""
    if not name.isupper():
        return " ".join(name.split())
    return " ".join(
        token
        if re.fullmatch(r"(?:[A-ZÀ-Þ]\.)+|[IVX]{2,4}", token)
        else token.lower()
        if token.lower() in _PARTICLES
        else re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), token)
        for token in name.split()
    )
