"""A run of capitalised words taken apart into the names in it: titles, demonyms, dates and openers cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dossier.extracting.lexicon import listed, words
from dossier.extracting.names_words import PARTICLES, LineKind, Run, Word
from dossier.model import EntityType


@dataclass(slots=True)
class Candidate:
    """Words that may be one name."""

    words: list[Word]
    line: LineKind
    initial: bool = False  # its first word begins a sentence
    title: str | None = None  # the title that stands before it in the run
    type: EntityType | None = None  # settled by form alone
    lone: bool = False  # a title by itself: a name only where the article has somebody of that surname
    key: str = ""
    scores: dict[EntityType, float] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end

    def keyed(self) -> Candidate:
        """The same with its key: its folded words, linking words included."""
        self.key = self.words[0].key + "".join(_spoken(w.gap) + w.key for w in self.words[1:])
        return self


def _spoken(gap: str) -> str:
    return " " if gap in (". ", ", ", " , ", "\u00a0") else gap


def demonym(key: str) -> bool:
    """Whether a folded word says of which people somebody is: `Peruvian`, `Venezuelans`."""
    return (
        key in listed("demonyms") or key in words("demonyms") or (key.endswith("s") and key[:-1] in listed("demonyms"))
    )


def _is_title(group: list[Word], i: int) -> bool:
    """Whether a word stands as a title: `King` does not in `Larry King`."""
    key = group[i].key
    if key not in words("titles") and key.rstrip(".") not in words("titles"):
        return False
    if i and key in listed("surnames") and key not in ("governor", "president"):
        previous = group[i - 1].key
        if previous in listed("given") and previous not in words("titles") and previous not in words("role_words"):
            return False
    return True


def _headed(group: list[Word], section: str) -> bool:
    return len(group) > 1 and group[-1].key in words(section)


def _cut(run: Run) -> Iterator[tuple[list[Word], bool]]:
    """Break a run at weekdays, months and words that are never names."""
    group: list[Word] = []
    initial = run.initial
    breakers = words("weekdays") | words("months")
    for word in run.words:
        surname = group and word.gap == " " and (group[-1].key in listed("given") or group[-1].key in words("titles"))
        if (word.key in breakers and not surname) or (word.key in words("never") and _alone(word, group)):
            if group:
                yield group, initial
            group, initial = [], False
            continue
        group.append(word)
    if group:
        yield group, initial


def _alone(word: Word, group: list[Word]) -> bool:
    """Whether a word of [never] may not continue a name: initials and numerals may."""
    short = len(word.key) == 1 or word.key in (
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
        "vii",
        "viii",
        "de",
        "la",
        "el",
        "le",
        "al",
    )
    compass = word.key in (
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "democratic",
        "republican",
        "christian",
        "islamic",
        "muslim",
        "jewish",
        "catholic",
        "black",
        "white",
        "native",
        "english",
        "conservative",
        "liberal",
        "communist",
        "socialist",
    )
    return not (
        short
        or compass
        or (
            group
            and word.key
            in ("tv", "aids", "god", "internet", "web", "source", "photo", "video", "ms", "sos", "yes", "no", "news")
        )
    )


def _links_ok(group: list[Word], i: int) -> bool:
    """Whether the words before `group[i]` reach across its lower-case link."""
    link = group[i].gap.strip()
    if link in ("", ".", ",", "&"):
        return True
    before = group[i - 1].key
    if link.startswith("of"):
        heads = before in words("org_heads") or before in words("place_heads") or before in words("event_heads")
        return (
            heads or before in words("titles") or before in ("house", "bank", "isle", "cape", "coast", "seal", "chief")
        )
    if link in PARTICLES:
        return not (before in words("titles") and link not in ("de", "del", "van", "von", "al", "bin")) and group[
            i
        ].key not in words("titles")
    if link == "and":
        ministry = [
            w
            for w in group[:i]
            if w.key
            in (
                "ministry",
                "department",
                "office",
                "bureau",
                "committee",
                "institute",
                "commission",
                "board",
                "center",
                "centre",
                "school",
                "college",
                "agency",
                "directorate",
            )
        ]
        return any(w.gap.strip().startswith(("of", "for", "on")) for w in group[:i]) and bool(ministry)
    if link.startswith(("for", "on")):
        return before in (
            "organization",
            "organisation",
            "center",
            "centre",
            "institute",
            "agency",
            "committee",
            "campaign",
            "council",
            "commission",
            "society",
            "foundation",
            "fund",
            "association",
            "coalition",
            "party",
            "movement",
            "alliance",
            "department",
            "ministry",
            "conference",
            "convention",
            "office",
            "bureau",
            "union",
            "network",
            "initiative",
            "program",
            "programme",
            "academy",
            "college",
            "school",
            "hospital",
            "board",
            "citizens",
            "doctors",
            "mothers",
            "physicians",
        )
    return False


def _chunks(group: list[Word]) -> Iterator[list[Word]]:
    """Break a group at lower-case links that nothing reaches across."""
    chunk = [group[0]]
    for i in range(1, len(group)):
        if _links_ok(group, i):
            chunk.append(group[i])
        else:
            yield chunk
            chunk = [group[i]]
    yield chunk


def _is_body(group: list[Word]) -> bool:
    """Whether a group reads as a body by its head: `Peruvian National Police`, `University of Essex`."""
    if _headed(group, "org_heads") or _headed(group, "company_suffix"):
        return True
    return any(
        group[i].gap.startswith((" of", " for")) and group[i - 1].key in words("org_heads")
        for i in range(1, len(group))
    )


def _parts(group: list[Word], line: LineKind, *, initial: bool) -> Iterator[Candidate]:
    """The names in a group of joined words."""
    while group and group[0].key in words("openers") and (initial or line != "plain") and not _known(group):
        group, initial = group[1:], False
    if not group:
        return
    last = max((i for i in range(len(group)) if _is_title(group, i)), default=-1)
    if (
        last >= 0
        and not (
            last < len(group) - 1
            and (_is_body(group) or _headed(group, "place_heads") and not _person_like(group[last + 1 :]))
        )
        and not _known(group)
    ):
        after = group[last + 1 :]
        office = _office(after)
        if office:
            # "Minister of Security Luis Cordero"
            before = _without_role(group[:last])
            if before:
                yield from _parts(before, line, initial=initial)
            title = " ".join(w.key for w in [*group[len(before) : last + 1]]) + "".join(
                _spoken(w.gap) + w.key for w in after[:office]
            )
            yield Candidate(after[office:], line, title=title).keyed()
            return
        if after and (after[0].key in words("company_suffix") or after[0].gap.startswith((" of", " for"))):
            # "President of Peru", "Secretary of State": what follows is no person
            before = _without_role(group[:last])
            if before:
                yield from _parts(before, line, initial=initial)
            if after[0].key not in ("state", "staff", "defense", "defence", "detectives", "police", "justice"):
                yield from _parts(after, line, initial=False)
            return
        left = group[:last]
        if not after and not left:
            yield Candidate(group, line, initial, lone=True).keyed()
            return
        title = " ".join(w.key for w in group[len(_without_role(left)) : last + 1])
        before = _without_role(left)
        if before:
            yield from _parts(before, line, initial=initial)
        if after:
            while after and demonym(after[0].key) and len(after) > 1:
                after = after[1:]
            yield Candidate(after, line, initial=False, title=title).keyed()
        return
    if demonym(group[0].key) and not _known(group):
        if len(group) == 1:
            yield Candidate(group, line, initial, type="NATIONALITY").keyed()
            return
        if not (_is_body(group) or _headed(group, "place_heads") or _headed(group, "event_heads")):
            yield Candidate(group[:1], line, initial, type="NATIONALITY").keyed()
            yield from _parts(group[1:], line, initial=False)
            return
    if len(group) > 1 and demonym(" ".join(w.key for w in group[:2])):
        yield Candidate(group[:2], line, initial, type="NATIONALITY").keyed()
        if group[2:]:
            yield from _parts(group[2:], line, initial=False)
        return
    yield Candidate(group, line, initial).keyed()


def _office(after: list[Word]) -> int:
    """Where the person begins after a title with its office: 2 in `of Security Luis Cordero`; 0 where there is none."""
    if not after or not after[0].gap.startswith(" of"):
        return 0
    for i in range(1, len(after) - 1):
        if (
            after[i].gap == " "
            and after[i].key in listed("given")
            and after[i + 1].gap.strip() in ("", "de", "von", "van")
        ):
            return i
    return 0


def _person_like(group: list[Word]) -> bool:
    return len(group) > 1 and group[0].key in listed("given")


def _known(group: list[Word]) -> bool:
    """Whether the whole group is a listed name."""
    key = Candidate(group, "plain").keyed().key
    return len(group) > 1 and (
        key in words("orgs") or key in words("places") or key in listed("countries") or key in words("events")
    )


def _without_role(group: list[Word]) -> list[Word]:
    """A group without the role words at its end: `Chilean Security` before `Minister` leaves `Chilean`."""
    end = len(group)
    while end and (group[end - 1].key in words("role_words") or group[end - 1].key in words("titles")):
        end -= 1
    return group[:end]


def candidates(run: Run) -> Iterator[Candidate]:
    """The candidates of a run in text order."""
    for group, initial in _cut(run):
        first = True
        for chunk in _chunks(group):
            yield from _parts(chunk, run.line, initial=initial and first)
            first = False
