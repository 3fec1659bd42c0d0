"""What the notebook's screen lists: notes in groups, and the places that a lost one may have gone to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dossier.model import ArticleInfo, Note, NoteCheck
from dossier.text.days import day
from dossier.text.visible import one_line
from dossier.tui.text.wrap import drawable, fit_words
from dossier.tui.widgets import Entry, Place, Section
from dossier.tui.widgets.sections import page

if TYPE_CHECKING:
    from dossier.notebook import Possible

GROUPINGS = ("newest", "article", "speaker", "tag")
"""Ways to put notes in groups; the first is one group."""

_TITLE = 34  # cells of a title that stands for an outlet
_PROBLEM = "problem "
_STATUS = {
    "moved": "stands elsewhere in the article now",
    "changed": "! the article says it otherwise now",
    "ambiguous": "! stands in several places now",
    "orphan": "! no longer in the article",
}
_STATUS_BY_HAND = {  # of notes that never had a place
    "changed": "! the article says it otherwise",
    "ambiguous": "! stands in several places of the article",
    "orphan": "! not found in the article",
}


def sections(
    notes: Sequence[Note],
    checks: Mapping[str, NoteCheck],
    articles: Iterable[ArticleInfo],
    problems: Iterable[str] = (),
    *,
    by: str = "newest",
    unread: bool = False,
) -> list[Section]:
    """Return notes, newest first in each group, each where it stands now.

    `problems` are sentences about items that cannot be read; they stand first, as they are easily overlooked.
    While articles are `unread`, words that stand in none yet are not called lost.
    """
    about = {info.path: info for info in articles}
    known = {info.id for info in about.values()}
    groups: dict[str, list[Entry]] = {}
    for note in reversed(notes):
        for name in _groups(note, about.get(note.article), by):
            entry = _entry(note, checks.get(note.id), about, known, key=f"{note.id}\t{name}", unread=unread)
            groups.setdefault(name, []).append(entry)
    order = groups if by in {"newest", "article"} else sorted(groups, key=lambda name: (not name, name.casefold()))
    broken = tuple(Entry(key=f"{_PROBLEM}{n}", text=text, wraps=True) for n, text in enumerate(problems))
    found = [Section(name or _NAMELESS[by], tuple(groups[name])) for name in order]
    return [*([Section("Cannot be read", broken)] if broken else []), *found]


def note_id(entry: Entry) -> str | None:
    """Return the id of the note that an entry shows; None where it shows a problem."""
    return None if entry.key.startswith(_PROBLEM) else entry.key.partition("\t")[0]


def possible(found: Iterable[Possible], articles: Iterable[ArticleInfo]) -> list[Section]:
    """Return the places that a lost quote may have gone to, in their context, best first."""
    about = {info.id: info for info in articles}
    entries = []
    for place in found:
        info = about.get(place.article)
        lead, tail = _last_words(place.before), _first_words(place.after)
        entries.append(
            Entry(
                key=f"{place.article}\t{place.start}\t{place.end}",
                text=one_line(f"{lead}{place.text}{tail}"),
                lines=(_source(info.outlet or info.title, info.published) if info else place.article,),
                places=(Place(place.article, place.start, place.end),),
                marks=((len(lead), len(lead) + len(place.text)),),
                wraps=True,
            )
        )
    return [Section("The likeliest first", tuple(entries))] if entries else []


_NAMELESS = {"newest": "Newest first", "article": "", "speaker": "Speaker unknown", "tag": "No tag"}


def _groups(note: Note, info: ArticleInfo | None, by: str) -> Sequence[str]:
    if by == "article":
        title = (info.title if info else note.title) or note.article
        return [" · ".join(part for part in (title, _source(note.outlet, note.published)) if part)]
    if by == "speaker":
        return [note.speaker or ""]
    return (note.tags or ("",)) if by == "tag" else [""]


def _entry(
    note: Note,
    check: NoteCheck | None,
    about: Mapping[str, ArticleInfo],
    known: set[str],
    *,
    key: str,
    unread: bool,
) -> Entry:
    source = _source(note.outlet or fit_words(drawable(one_line(note.title or "")), _TITLE), note.published)
    lines = [
        " · ".join(part for part in (note.speaker, source, page(note)) if part),
        " ".join(f"#{tag}" for tag in note.tags),
        note.comment.strip(),
        *(_checked(note, check, unread=unread) if check else ()),
    ]
    return Entry(
        key=key,
        text=f"“{one_line(note.quote)}”",
        lines=tuple(one_line(line) for line in lines if line),
        places=_places(note, check, about, known),
        wraps=True,
    )


def _checked(note: Note, check: NoteCheck, *, unread: bool) -> tuple[str, ...]:
    """Return what is said of a note's words now: its status and, where they have changed, what stands there."""
    changed = check.status == "changed"
    now = f"now: “{check.now}”" if changed and check.now else ""
    why = f"why: {check.why}" if changed and check.now == check.was else ""
    return _status(note, check, unread=unread), now, why


def _status(note: Note, check: NoteCheck, *, unread: bool) -> str:
    if unread and check.status == "orphan":
        return "its article is still to be read"
    return (_STATUS if note.placed else _STATUS_BY_HAND).get(check.status, "")


def _places(
    note: Note, check: NoteCheck | None, about: Mapping[str, ArticleInfo], known: set[str]
) -> tuple[Place, ...]:
    """Return where a note's words stand now; none where that is not known."""
    if check is None:
        return (Place(about[note.article].id, note.start, note.end),) if note.article in about else ()
    if check.start is None or check.end is None or check.article not in known:
        return ()
    return (Place(check.article, check.start, check.end),)


def _source(outlet: str | None, published: str | None) -> str:
    return " · ".join(part for part in (outlet, day(published) if published else "") if part)


def _last_words(text: str) -> str:
    """Return what leads up to a place, from a whole word on."""
    return f"…{text[text.find(' ') + 1 :]}" if " " in text else text


def _first_words(text: str) -> str:
    return f"{text[: text.rfind(' ')]}…" if " " in text else text
