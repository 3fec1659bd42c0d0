"""Evidence that a town or a strange word is a team: results, verbs and nouns of sport."""

from __future__ import annotations

import re

from dossier.extracting.lexicon import listed, place, town, words
from dossier.extracting.names.candidates.candidate import Candidate
from dossier.extracting.names.evidence.around import NeighbouringWords

_SCORE = re.compile(r" \d{1,2}(?:[;,.)]|$| [A-Z][\w.\- ]{2,30} \d{1,2}(?:[;,.) ]|$))|( \d{1,3}[-–]\d{1,3} [A-Z][a-z])")
_SCORE_BEFORE = r"[A-Z][\w.’-]+ \d{1,3}[-–]\d{1,3} $"  # Tarn 2-1 Ulvik
_WINNING = words("verbs_of_results")
# Tarn beat Ulvik 3-1; sets, as of tennis, are of people.
_BEATS = re.compile(
    r" (?:held off|shut out|drew with|fell to|lost to|[a-z]+) (?:the )?[A-Z][\w.\- ]{2,30}"
    r" \d{1,3}[-–]\d{1,3}\b(?!,? \d|-)"
)
_BEATING = words("before_beaten_team")
_BEATEN = re.compile(r" \d{1,3}[-–]\d{1,3}\b(?!,? \d|-)")
_RECORD = re.compile(r" \(\d{1,3}-\d{1,3}(?:-\d{1,3})?(?:,[^)]{1,20})?\)")
_SEASONAL = words("verbs_of_seasons")
_SEASON = re.compile(
    r" (?:(?:has|have|had) (?:now )?(?:won|lost|dropped) (?:[a-z]+|\d+) (?:straight|of (?:its|their)|in a row)"
    r"|(?:leads?|led|trails?|tied|evened|swept) the (?:best-of-\w+ )?series\b"
    r"|(?:is|was|are|were|improved to|fell to|dropped to|moved to) (?:now )?\d{1,3}-\d{1,3}\b(?! percent))"
)
_DEALS = words("verbs_of_transfers")
_DEAL = re.compile(r" [a-z-]+ (?:[\w-]+ ){0,2}?([a-z-]+) [A-Z]")
_TO_OR_FROM = frozenset({"to", "from"})
_TRADED = re.compile(
    r"\b(?:acquired|dealt|loaned|sent|traded) (?:[\w-]+ ){0,2}?([a-z-]+) [A-Z][^.;]{3,40} (?:to|from) (?:the )?$"
)
_PLAYER = re.compile(r" [a-z-]+ [A-Z]")
_GAINED = words("gained_by_teams")
# lost 2-0 to Zorvan, a 2-1 win over Zorvan
_RESULT_BEFORE = re.compile(
    r"\b(?<!\d, )(?<!\d )\d{1,3}[-–]\d{1,3} (?:[a-z-]+ ){0,3}?(?:over|against|to|by|with|at) (?:the )?$"
)
_RESULT_LINKS = frozenset({"over", "against", "to", "by", "with", "at"})
_ENDED = re.compile(r" (?:won|lost|drew) \d{1,3}[-–]\d{1,3}\b(?!,? \d|-)")
_AGAINST = frozenset({"v", "vs"})
_MEETING = words("verbs_of_matches")
PLURAL = _MEETING | words("verbs_of_teams")
_MEETS = re.compile(r" (?:take on|[a-z]+) [A-Z]")
_SPORTS = re.compile(
    r"\b(?:coach|cup|games?|goals?|league|match(?:es)?|midfielder|players?|scored?|season|striker|teams?|tries|unbeaten"
    r"|wins?|defeats?|points?)\b"
)
_NOT_PLURAL = words("before_no_plural_team")


def is_plural_team(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a town's name has a verb in the plural where sport is told of: `Leeds host Castleford`."""
    if len(c.words) > 1 or n.before in _NOT_PLURAL or not (town(c.key) or c.key in listed("cities")):
        return False
    meets = n.after in _MEETING and _MEETS.match(n.tail)
    return bool(meets or (n.after not in _MEETING and _SPORTS.search(n.lead + n.tail)))


def is_in_a_result(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a town or strange word stands in a result: `Tarn 2 Ulvik 1`, `Tarn beat Ulvik 1-0`."""
    first = None
    if n.before in _BEATING:
        first = _BEATEN.match(n.tail)
    if first is None and n.tail[1:2].isdigit():
        first = _SCORE.match(n.tail)
    elif first is None and n.after in _WINNING:
        first = _BEATS.match(n.tail)
    named = _is_behind_a_result(n) or (n.before[-1:].isdigit() and re.search(_SCORE_BEFORE, n.lead) is not None)
    if "-" in n.after + n.before and len(c.words) > 1 and c.words[0].key in listed("given"):
        return False  # sets of people
    if (first is None and not named) or (_is_called(c) and not place(c.key)) or c.key in words("months"):
        return False
    return named or first is None or len(first[0]) > 5 or n.before.isdigit() or n.before in _BEATING


def _is_called(c: Candidate) -> bool:
    """Return whether people are called so."""
    return c.key in listed("surnames") or c.key in listed("given")


def _is_behind_a_result(n: NeighbouringWords) -> bool:
    """Return whether a name stands behind a result, or before one: `lost 2-0 to Zorvan`, `Zorvan lost 2-0`."""
    if n.before in _RESULT_LINKS and not n.before_gap:
        return ("-" in n.lead or "–" in n.lead) and _RESULT_BEFORE.search(n.lead) is not None
    return n.after in ("won", "lost", "drew") and not n.gap and _ENDED.match(n.tail) is not None


def is_against(near: NeighbouringWords) -> bool:
    """Return whether two teams play: `Burnley v Preston`."""
    return (near.before in _AGAINST or near.after in _AGAINST) and not near.possessive


# ---- as American papers have it: the name of its city stands for the team ----


def is_in_a_season(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a city wins and loses like a team: `Utah (7-3)`, `Utah has lost six straight`, `Utah is 7-3`."""
    if n.gap == "(":
        return n.after[:1].isdigit() and is_city(c) and _RECORD.match(n.tail) is not None
    return n.after in _SEASONAL and not n.gap and not n.possessive and is_city(c) and _SEASON.match(n.tail) is not None


def deals_in_players(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a city hires or gives away a player, or gets one: `Boston traded pitcher Ana Paz to Tampa`."""
    if n.after in _DEALS and not n.gap:
        found = _DEAL.match(n.tail)
    else:
        found = _TRADED.search(n.lead) if n.before in _TO_OR_FROM and is_city(c) else None
    return found is not None and found[1] in words("players") and is_city(c)


def has_a_player(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a player of a city's team is named behind it: `Houston quarterback Ana Paz`."""
    return n.after2[:1].isalpha() and _PLAYER.match(n.tail) is not None and is_city(c)


def is_played_against(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a city is who is played against: `310 yards against Miami`."""
    return n.before2 in _GAINED and is_city(c)


def is_city(c: Candidate) -> bool:
    """Return whether a name is a place's that a team may be called after: no country's."""
    return (place(c.key) or town(c.key)) and c.key not in listed("countries")
