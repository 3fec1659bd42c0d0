"""A run of capitalised words taken apart into the names in it: titles, demonyms, dates and openers cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dossier.extracting.lexicon import common, demonym, in_any, listed, place, words
from dossier.extracting.names.vocabulary import CAPITALS, RUNNING, LineKind, Run, Word, organisation
from dossier.model import EntityType

_HEADS = ("place_heads", "event_heads")
_STATES = frozenset({"us", "u.s", "u.s.", "usa", "uk", "u.k", "u.k.", "uae"})
_COURTESY = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame"})
_CROWNED = frozenset({"king", "queen", "prince", "princess", "saint", "duke", "pope"})  # King County, Prince Street
_GIVEN_TOO = frozenset({"earl", "dean", "marshal"})
_ORDINAL = re.compile(r"\d+th")
_TRAILING = frozenset({"test", "tests", "century", "centuries"})  # Adelaide Test, 19th Century
_PARTICLES = frozenset({"al", "el", "la", "le", "de", "del", "di", "du", "da"})
_FIELDS = frozenset({"state", "staff", "defense", "defence", "justice", "security"})  # Secretary of State Ana Paz
_OF_PARTIES = frozenset({"mp", "mps", "peer", "backbencher", "councillor", "candidate"})
_OFFICES = frozenset({"president", "prime", "premier", "chancellor", "king", "queen", "mr", "mrs", "former", "then"})


@dataclass(slots=True)
class Candidate:
    """Words that may be one name; its key is its folded words, linking words included."""

    words: list[Word]
    line: LineKind
    initial: bool = False  # its first word begins a sentence
    title: str | None = None  # the title that stands before it in the run
    type: EntityType | None = None  # settled by form alone
    employer: bool = False  # a title follows at once: `Apple CEO`
    lone: bool = False  # a title by itself: a name only where the article has somebody of that surname
    key: str = ""

    def __post_init__(self) -> None:
        self.key = spoken(self.words)

    @property
    def is_running(self) -> bool:
        """Whether it stands in running text and not in a heading."""
        return self.line in RUNNING

    @property
    def is_cased(self) -> bool:
        """Whether capitals say something where it stands."""
        return self.line not in CAPITALS

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end


def opener(word: Word, line: LineKind) -> bool:
    """Tell whether a word never begins a name; `US` and `WHO` in capitals are names, `Us` and `Who` are not."""
    if word.key not in words("non_name_words"):
        return False
    acronym = line not in CAPITALS and len(word.text) > 1 and word.text.isupper()
    return not (acronym and (word.key in words("place_abbreviations") or word.key in words("organisations")))


def spoken(group: list[Word]) -> str:
    """Fold words to one string, punctuation between them left out."""
    rest = (" " + w.key if w.gap in (" ", ". ", ", ", " , ", "\u00a0") else w.gap + w.key for w in group[1:])
    return group[0].key + "".join(rest)


def candidates(run: Run) -> Iterator[Candidate]:
    """Give the candidates of a run in text order."""
    for group, initial in _cut(run):
        first = True
        for chunk in _chunks(group):
            yield from _names(chunk, run.line, initial=initial and first)
            first = False


def _cut(run: Run) -> Iterator[tuple[list[Word], bool]]:
    """Break a run at weekdays, months and words that are never names."""
    group: list[Word] = []
    initial = run.initial
    for word, after in pairwise([*run.words, None]):
        assert word
        named = _is_named_like_a_month(word, group[-1] if group else None, after)
        date = _is_date(word, run.line) and not named
        begins = after is not None and after.gap == " " and word.key in _PARTICLES
        shouted = bool(group) and word.text.isupper() and opener(word, run.line)
        family = bool(group) and word.gap == " " and group[-1].key in listed("given") and word.key in listed("surnames")
        never = word.key in words("no_names") and word.text != "LA" and not _inside(word, group)
        never = never and not _given_too(word, after)
        if date or shouted or (never and not family and not begins):
            if group:
                yield group, initial
            group, initial = [], False
        else:
            group.append(word)
    if group:
        yield group, initial


def _is_date(word: Word, line: LineKind) -> bool:
    """Return whether a word is a day or month, or goes from one to another; `DEC` in plain text is letters."""
    key = word.key
    if in_any(key, "weekdays", "months"):
        return not (line == "plain" and len(key) == 3 and key != "may" and word.text.isupper())
    return "-" in key and key.split("-")[0] in words("months") and key.split("-")[-1] in words("months")


def _is_named_like_a_month(word: Word, before: Word | None, after: Word | None) -> bool:
    """Return whether a month is part of a person's name: `April Quist`, `Theresa May`; not `in April Ulvik`."""
    if word.key not in words("month_given_names"):
        return False
    if before is not None and word.gap in (" ", ". ") and (before.key in listed("given") or before.key in _COURTESY):
        return True
    if after is None or after.closed or word.before in words("before_month"):
        return False
    particle = after.gap.strip() in words("particles") and after.gap.strip()
    if not particle and after.gap != " ":
        return False
    strange = not common(after.key) and not place(after.key) and not demonym(after.key) and not organisation(after.key)
    return strange or after.key in listed("surnames")


def _given_too(word: Word, after: Word | None) -> bool:
    """Tell whether letters that name nothing are a given name here: `Mia Hamm`, against `MIA`."""
    if after is None or word.text.isupper() or word.key not in listed("given"):
        return False
    return after.gap == " " and not common(after.key)


def _inside(word: Word, group: list[Word]) -> bool:
    """Tell whether a word that is never a name by itself may be part of one: initials, numerals, `North`."""
    return len(word.key) == 1 or (word.key in words("inside_names") and (bool(group) or len(word.key) > 3))


def _chunks(group: list[Word]) -> Iterator[list[Word]]:
    """Break a group at lower-case links that nothing reaches across."""
    chunk = [group[0]]
    for i in range(1, len(group)):
        if _reaches(group, i) or _known(chunk + group[i : i + 1]) or _known(chunk + group[i : i + 2]):
            chunk.append(group[i])
        else:
            yield chunk
            chunk = [group[i]]
    yield chunk


def _reaches(group: list[Word], i: int) -> bool:
    """Tell whether the words before `group[i]` reach across the link between: `Bank of England`, `Hugo de Zela`."""
    link = group[i].gap.strip()
    if link in ("", ".", ",", "&", "'s", "’s", "'", "’"):
        return True
    before, after = group[i - 1].key, group[i].key
    if after in _OFFICES:
        return False
    head = before in words("organisation_heads") or before in words("place_heads") or before in words("event_heads")
    if link.startswith("of"):
        return (
            head or before in words("titles") or before in ("house", "bank", "isle", "cape", "coast", "seal", "chief")
        )
    if link in words("particles"):
        return before not in words("non_name_words") and after not in words("titles")
    if link == "and":
        heads = any(w.key in words("heads_and") for w in group[:i])
        of = any(w.gap.strip().startswith(("of", "for", "on")) for w in group[:i])
        return (heads and of) or _two_fields(group, i)
    if link == "to":  # Committee to Protect Journalists
        return before in words("heads_for") and common(after)
    return link.startswith(("for", "on")) and before in words("heads_for") and not organisation(after)


def _two_fields(group: list[Word], i: int) -> bool:
    """Tell whether "and" joins two fields of one body: `Economic and Social Research Council`."""
    fields, rest = [w.key for w in group[:i]], group[i:]
    if len(rest) < 2 or any(not common(f) or in_any(f, "organisations", "organisation_heads") for f in fields):
        return False
    return all(w.gap == " " for w in rest[1:]) and rest[-1].key in words("heads_fields") and common(rest[0].key)


def _names(group: list[Word], line: LineKind, *, initial: bool) -> Iterator[Candidate]:
    """Give the names in a group of joined words."""
    if _titled_work(group, line) and not initial:
        return
    while group and opener(group[0], line) and not _known(group) and not _will(group, line, initial=initial):
        group, initial = group[1:], False
    while group and (
        group[-1].key in _TRAILING or (len(group) == 1 and group[0].key.endswith("th") and group[0].key[0].isdigit())
    ):
        group = group[:-1]
    while len(group) > 1 and not _known(group) and _before_name(group):
        group, initial = group[1:], False
    if not group:
        return
    if (
        initial
        and len(group) > 1
        and group[0].key in words("opening_words")
        and (demonym(group[1].key) or _is_title(group, 1))
    ):
        group, initial = group[1:], False
    last = max((i for i in range(len(group)) if _is_title(group, i)), default=-1)
    if last >= 0 and not _known(group) and not (last < len(group) - 1 and _thing(group, last + 1)):
        yield from _titled(group, last, line, initial=initial)
        return
    n = 2 if len(group) > 1 and demonym(spoken(group[:2])) else int(demonym(group[0].key))
    if n and (len(group) == n or not (_known(group) or _is_body(group) or _ends(group, *_HEADS))):
        yield Candidate(group[:n], line, initial, type="NATIONALITY")
        if group[n:]:
            yield from _names(group[n:], line, initial=False)
        return
    if at := _seam(group):
        yield from _names(group[:at], line, initial=initial)
        yield from _names(group[at:], line, initial=False)
        return
    yield Candidate(group, line, initial)


def _will(group: list[Word], line: LineKind, *, initial: bool) -> bool:
    """Return whether an opener is a given name: `and Will Greenwood`; of those that begin a sentence, `May Quist`."""
    named = group[0].key in listed("given") or group[0].key in words("month_given_names")
    first = named and len(group) > 1 and line == "plain"
    if not first or group[1].gap != " " or (initial and group[0].key not in words("month_given_names")):
        return False
    key = group[1].key
    strange = not common(key) and not place(key) and not demonym(key) and not organisation(key)
    return strange or (key in listed("surnames") and not initial)


def _titled_work(group: list[Word], line: LineKind) -> bool:
    """Tell whether a capital `A` in running text begins the title of a work: `the film A Little Princess`."""
    if line != "plain" or len(group) < 2 or group[0].text not in ("A", "An") or group[1].gap != " ":
        return False
    if len(group) == 2:
        return common(group[1].key) and group[1].key not in listed("surnames")
    return all(common(w.key) for w in group[1:])


def _seam(group: list[Word]) -> int:
    """Find where two names stand side by side without a link; 0 where the words are one name."""
    if len(group) < 2 or _known(group) or _is_body(group) or _ends(group, *_HEADS):
        return 0
    first, second, last = group[0].key, group[1].key, group[-1]
    forces = len(group) == 2 and common(second) and second in words("organisations")  # US Marines
    if first in _STATES and not forces:
        return 1
    person = second in listed("given") and not common(second) and first not in listed("given")
    if len(group) > 2 and first in listed("countries") and person:
        return 1  # the ambassador to Pakistan Abdul Salam, against Jordan Lee Smith
    people = demonym(last.key) and last.gap == " " and first not in listed("given")
    return len(group) - 1 if people else 0  # anti-Taliban Afghan groups


def _before_name(group: list[Word]) -> bool:
    """Tell whether the first word only stands before a name: `57th Sydney`, `Muslim Hamid Sahar`."""
    first, second = group[0].key, group[1].key
    person = second in listed("given") and not common(second) and group[1].gap == " "
    return (first in words("creeds") and person) or (
        bool(_ORDINAL.fullmatch(first)) and (place(second) or second in _STATES)
    )


def _titled(group: list[Word], last: int, line: LineKind, *, initial: bool) -> Iterator[Candidate]:
    """Give the names around the title at `group[last]`, its office and its other words left out."""
    before = _without_role(group[:last], group[last].key)
    after = group[last + 1 :]
    if len(group) == 1:
        yield Candidate(group, line, initial, lone=True)
        return
    for owner in _names(before, line, initial=initial) if before else ():
        owner.employer = owner.words[-1] is before[-1]
        yield owner
    if not after:
        return
    title = spoken(group[len(before) : last + 1])
    if office := _office(after):
        title += "".join((w.gap if w.gap.strip() else " ") + w.key for w in after[:office])
        yield Candidate(after[office:], line, title=title)
    elif after[0].gap.startswith((" of", " for")):
        # "President of Peru", "Secretary of State": what follows is no person
        if after[0].key not in _FIELDS and after[0].key not in ("detectives", "police"):
            yield from _names(after, line, initial=False)
    elif title == "miss" and place(spoken(after)) and after[-1].key not in listed("surnames"):
        yield Candidate(after, line)  # Miss Idaho
    elif after[0].key not in words("company_suffix"):
        while len(after) > 1 and demonym(after[0].key):
            after = after[1:]
        yield Candidate(after, line, title=title)


def _is_title(group: list[Word], i: int) -> bool:
    """Tell whether a word stands as a title: `King` does not in `Larry King`."""
    key = group[i].key
    if key not in words("titles") or (key in _GIVEN_TOO and i == len(group) - 2):
        return False
    if 0 < i == len(group) - 1 and group[i - 1].key in _COURTESY and key in listed("surnames"):
        return False  # Mr Farmer
    if 0 < i == len(group) - 1 and group[i].gap == " " and group[i - 1].key in listed("given"):
        return False  # Anne Cardinal
    if 0 < i == len(group) - 1 and key in words("ambiguous_titles"):
        return False  # Betty Ford Center
    if i and key in listed("surnames"):
        previous = group[i - 1].key
        return previous not in listed("given") or previous in words("titles") or previous in words("role_words")
    return True


def _office(after: list[Word]) -> int:
    """Where the person begins after a title with its office: 1 in `of Security Luis Cordero`; 0 where there is none."""
    if not after or not after[0].gap.startswith(" of"):
        return 0
    if len(after) > 1 and after[0].key in _FIELDS and after[1].gap == " " and not _is_body(after):
        person = not common(after[1].key) or after[-1].key in listed("surnames")
        return int(person and after[1].key not in words("titles") and after[1].key not in words("role_words"))
    for i in range(1, len(after) - 1):
        given = after[i].gap == " " and after[i].key in listed("given")
        if given and after[i + 1].gap.strip() not in ("of", "and", "for"):
            return i
    strange = [not common(w.key) and w.gap == " " for w in after[-2:]]
    return len(after) - 2 if len(after) > 2 and all(strange) else 0


def _without_role(group: list[Word], title: str) -> list[Word]:
    """Drop the role words at the end of a group: `Chilean Security` before `Minister` leaves `Chilean`."""
    if title in _OF_PARTIES and len(group) == 1 and group[0].key in words("organisations"):
        return group  # Labour MP
    end = len(group)
    while end and (group[end - 1].key in words("role_words") or group[end - 1].key in words("titles")):
        if end > 1 and place(f"{group[end - 2].key} {group[end - 1].key}"):
            break  # Federal Reserve Bank of Kansas City President …
        end -= 1
    return group[:end]


def _ends(group: list[Word], *sections: str) -> bool:
    """Tell whether the last of several words is in a section."""
    if len(group) < 2:
        return False
    pair = f"{group[-2].key} {group[-1].key}"  # Red Cross
    return any(group[-1].key in words(section) or pair in words(section) for section in sections)


def _thing(group: list[Word], person: int) -> bool:
    """Tell whether a group with a title in it names a body or a place: `Queen Elizabeth Hospital`, `King County`.

    A title and what it is over is an office: `Minister of Security`, `Secretary of State`.
    """
    named = group[person:]
    if named[0].gap.startswith(" of"):
        return False
    if len(group) == 2 and group[0].key not in _CROWNED and named[0].key in listed("surnames"):
        return False  # Senator Hill
    return (_is_body(group) or _ends(group, "place_heads")) and not (len(named) > 1 and named[0].key in listed("given"))


def _is_body(group: list[Word]) -> bool:
    """Tell whether a group reads as a body by its head: `Peruvian National Police`, `University of Essex`."""
    heads = words("organisation_heads")
    return _ends(group, "organisation_heads", "company_suffix") or any(
        w.gap.startswith((" of", " for")) and before.key in heads for before, w in pairwise(group)
    )


def _known(group: list[Word]) -> bool:
    """Tell whether several words together are a listed name."""
    if len(group) < 2:
        return False
    key = spoken(group)
    return organisation(key) or key in listed("countries") or in_any(key, "places", "events")
