"""What stands between capitalised words: which gaps join them to one run, and which links a name reaches across."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from dossier.extracting.lexicon import common, in_any, listed, words
from dossier.extracting.lexicon.rules import Rule
from dossier.extracting.names.candidates.vocabulary import CapitalWord, organisation, region

_SIDE_BY_SIDE = frozenset({" ", "\u00a0", " & "})
_YOUNGER = frozenset({"jr", "sr"})
_FORMS_TOO = frozenset({"group", "holdings", "company"})  # legal forms that begin names too
OF_SHIPS = frozenset({"herald", "pride", "spirit", "star"})  # Star of Bothnia
_HEADS_OF = frozenset({"house", "bank", "isle", "cape", "coast", "seal", "chief"})  # heads before “of” only
_NO_HEADS = _HEADS_OF | OF_SHIPS
_NO_LINK = frozenset({"", ".", ",", "&", "'s", "’s", "'", "’"})
_LAWS = frozenset({"act", "bill"})
_HEADS = ("place_heads", "event_heads")


# ---- words side by side ----


def _owner_in_the_plural(before: CapitalWord, gap: str, after: CapitalWord) -> bool:
    owner = gap in ("' ", "’ ") and before.key.endswith("s") and common(before.key)
    return owner and in_any(after.key, "organisation_heads", "event_heads")


def _initial(before: CapitalWord, gap: str, after: CapitalWord) -> bool:
    return gap == ". " and len(before.key) == 1 and after.key not in words("non_name_words")


def _abbreviation(before: CapitalWord, gap: str, _after: CapitalWord) -> bool:
    if gap != ". " or len(before.key) < 2 or before.key not in words("abbreviations") or before.key in _YOUNGER:
        return False
    return not in_any(before.key, "company_suffix", "months") and not region(before.key)


def _form_behind_a_comma(_before: CapitalWord, gap: str, after: CapitalWord) -> bool:
    form = after.key in words("company_suffix") and after.key not in _FORMS_TOO
    return gap in (", ", " , ") and (form or after.key in _YOUNGER)


def _link(_before: CapitalWord, gap: str, _after: CapitalWord) -> bool:
    return gap[:1] == " " == gap[-1:] and gap[1:-1].lower() in words("links")


JOINS: tuple[Rule[Callable[[CapitalWord, str, CapitalWord], bool]], ...] = (
    Rule("link", _link, "They met the Institute of Zorvan again."),
    Rule("initial", _initial, "They met Petra K. Zorvan again."),
    Rule("legal form or Jr. behind a comma", _form_behind_a_comma, "They met Zorvan, Inc again."),
    Rule("abbreviation", _abbreviation, "They met Gov. Zorvan again."),
    Rule("owner in the plural", _owner_in_the_plural, "They met the Rugby Players’ Association again."),
)


def joins(before: CapitalWord, gap: str, after: CapitalWord) -> bool:
    """Return whether two capitalised words with `gap` between them may belong to one name."""
    if before.closed:
        return gap in ("'s ", "’s ") and _owns(before, after)
    if gap in _SIDE_BY_SIDE:
        return gap != " & " or not _is_couple(before, after)
    return len(gap) <= _longest_gap() and any(rule.applies(before, gap, after) for rule in JOINS)


@cache
def _longest_gap() -> int:
    """Return the code points of the longest link with its blanks: most gaps between capitals are longer."""
    return max(map(len, words("links"))) + 2


def _is_couple(before: CapitalWord, after: CapitalWord) -> bool:
    """Return whether “&” stands between two given names, and not in an organisation's: `Sven & Karin Tolleson`."""
    given = before.key in listed("given") and after.key in listed("given")
    return given and not organisation(f"{before.key} & {after.key}")


def _owns(before: CapitalWord, after: CapitalWord) -> bool:
    """Return whether a name has an owner in it: `People's Daily`, `Children's Cup`."""
    if before.key in words("possessive_owners"):
        return in_any(after.key, "possessed_heads", "organisation_heads", "event_heads")
    return after.key == "cup" or (after.key in words("possessed_heads") and before.key in listed("given"))


# ---- links ----

Link = Callable[[str, list[CapitalWord], int], bool]  # a link, the words, and the index of the word behind the link


def _of_a_head(link: str, group: list[CapitalWord], i: int) -> bool:
    before = group[i - 1].key
    if before in words("heads_without_of"):
        return False
    return link.startswith("of") and (in_any(before, "organisation_heads", *_HEADS, "titles") or before in _NO_HEADS)


def _of_a_law(link: str, group: list[CapitalWord], i: int) -> bool:
    return link == "of" and group[-1].key in _LAWS and common(group[i - 1].key)


def _particle(link: str, group: list[CapitalWord], i: int) -> bool:
    named = group[i - 1].key not in words("non_name_words") and group[i].key not in words("titles")
    return link in words("particles") and named


def _and_of_a_head(link: str, group: list[CapitalWord], i: int) -> bool:
    heads = link == "and" and any(w.key in words("heads_and") for w in group[:i])
    return heads and any(w.gap.strip().startswith(("of", "for", "on")) for w in group[:i])


def _and_of_two_fields(link: str, group: list[CapitalWord], i: int) -> bool:
    fields, rest = [w.key for w in group[:i]], group[i:]
    if link != "and" or len(rest) < 2:
        return False
    if any(not common(f) or in_any(f, "organisations", "organisation_heads") for f in fields):
        return False
    return all(w.gap == " " for w in rest[1:]) and rest[-1].key in words("heads_fields") and common(rest[0].key)


def _to_of_a_head(link: str, group: list[CapitalWord], i: int) -> bool:
    return link == "to" and group[i - 1].key in words("heads_for") and common(group[i].key)


def _for_of_a_head(link: str, group: list[CapitalWord], i: int) -> bool:
    head = link.startswith(("for", "on")) and group[i - 1].key in words("heads_for")
    return head and not organisation(group[i].key)


def _upon(link: str, group: list[CapitalWord], i: int) -> bool:
    return link == "upon" and not common(group[i].key)


def _epithet(link: str, group: list[CapitalWord], i: int) -> bool:
    named = not common(group[i - 1].key) or group[i - 1].key in listed("given")
    return link == "the" and named and group[i].key in words("epithets")


LINKS: tuple[Rule[Link], ...] = (
    Rule("upon a river", _upon, "They left Zorvan upon Quil again."),
    Rule("what a ruler is called", _epithet, "They met Zorvan the Bold again."),
    Rule("of behind a head or title", _of_a_head, "They met at the Valley of Zorvan again."),
    Rule("of in a law", _of_a_law, "It breaks the Freedom of Information Act again."),
    Rule("particle", _particle, "They met Petra de Zorvan again."),
    Rule("and of a head", _and_of_a_head, "They met the Ministry of Trade and Zorvan again."),
    Rule("and of two fields", _and_of_two_fields, "They met the Economic and Social Research Council again."),
    Rule("to behind a head", _to_of_a_head, "They met the Committee to Protect Lanterns again."),
    Rule("for or on behind a head", _for_of_a_head, "They met the Institute for Zorvan again."),
)


def reaches(group: list[CapitalWord], i: int) -> bool:
    """Return whether the words before `group[i]` reach across the link between: `Bank of England`, `Hugo de Zela`."""
    link = group[i].gap.strip()
    if link in _NO_LINK:
        return True
    return group[i].key not in words("offices") and any(rule.applies(link, group, i) for rule in LINKS)
