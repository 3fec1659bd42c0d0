"""The screen of a brief: everything said by and about a name, each line with its place in the articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dossier.model import Coverage, Entity, Finding, Mention, parse_link
from dossier.text.days import between
from dossier.text.folding import fold
from dossier.text.quantities import with_subject
from dossier.text.quoting import alone
from dossier.text.visible import one_line
from dossier.tui.platform.latest_worker import Cancelled
from dossier.tui.screens.lists.computed_list import ComputedListScreen
from dossier.tui.session.key_screen import Home
from dossier.tui.session.session import Session
from dossier.tui.text.sources import source_names
from dossier.tui.widgets import Entry, Place, Section

if TYPE_CHECKING:
    from dossier.brief import Brief


class BriefScreen(ComputedListScreen):
    """A brief, put together anew when the index changes; it can be saved as Markdown."""

    ACTION = "brief"
    TITLE_ = "Brief"
    WAITING = "Putting together what is said by and about the name…"
    EMPTY = "The articles say nothing more of this name."

    def __init__(self, session: Session, home: Home, entity: Entity) -> None:
        super().__init__(session, home)
        self._entity = entity
        self._brief: Brief | None = None

    @property
    def answered_before(self) -> bool:
        """Whether there is a brief, be it an old one."""
        return self._brief is not None

    def fetch(self, cancelled: Cancelled) -> Callable[[], Sequence[Section]]:
        """Ask for the brief."""
        found = self.session.dossier.brief(self._entity.id, progress=self.answers.watched(self.ACTION, cancelled))
        names = source_names(self.session.dossier.articles())
        mentions = self.session.dossier.mentions(entity=found.entity.id)

        def make() -> Sequence[Section]:
            self._brief = found
            when = between(found.first, found.last) if found.first else ""
            self.entitle(" · ".join(filter(None, (self.TITLE_, one_line(found.entity.name), when))))
            self.panel.border_subtitle = f"{self.session.keymap.key('save_list')} saves it as Markdown"
            self.offer({"brief"}, some=True)
            return sections(found, mentions, names)

        return make

    def jump(self, place: Place) -> None:
        """Read a place in the workspace; the way back leads to this brief, whatever name stands there."""
        app, session, home, entity = self.app, self.session, self.home, self._entity

        def again() -> None:
            app.push_screen(BriefScreen(session, home, entity))

        self.leave_for(lambda: home.read(place, "brief", again))

    def _save(self) -> None:
        """Save the brief as a Markdown file."""
        from dossier.report.brief import markdown
        from dossier.tui.dialogs import saving

        found = self._brief
        if found is not None:
            name = "-".join(fold(found.entity.name).split())
            articles = self.session.articles()
            saving.save_text(self.session, f"brief-{name}.md", lambda: markdown(found, articles))


def sections(brief: Brief, mentions: Iterable[Mention], names: Mapping[str, str]) -> list[Section]:
    """Return a brief in the order of its document; what is empty is left out.

    `mentions` are those of the name, `names` what each article is called.
    """
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.text, []).append(mention)
    spelt = [
        Entry(f"s{n}", one_line(one.text), count=one.count, places=_places(found.get(one.text, ())))
        for n, one in enumerate(brief.entity.variants)
    ]
    roles = [
        Entry(
            f"r{n}", one_line(one.role), _beside(one.first and between(one.first, one.last)), places=_places(one.spans)
        )
        for n, one in enumerate(brief.roles)
    ]
    parts: list[tuple[str, Iterable[Entry], str]] = [
        ("Spellings", spelt if len(spelt) > 1 else (), ""),
        ("Roles", roles, ""),
        ("Contradicts itself, or is quoted in ways that do not agree", map(_finding, brief.contradictions), "event"),
        ("Open questions", [*map(_finding, brief.open), *_single(brief.single, names)], "number"),
        ("Said", _said("q", brief.said, names, "“{}”"), "quote"),
        ("Reported without quotation marks", _said("i", brief.reported, names), ""),
        ("Numbers", [_at(f"n{n}", with_subject(one), one, names) for n, one in enumerate(brief.numbers)], "number"),
        ("Said about", _said("a", brief.about, names), ""),
    ]
    listed = [(title, tuple(entries), kind) for title, entries, kind in parts]
    return [Section(f"{title} · {len(entries)}", entries, kind=kind) for title, entries, kind in listed if entries]


def _said(key: str, spans: Iterable[Any], names: Mapping[str, str], form: str = "{}") -> Iterator[Entry]:
    for number, span in enumerate(spans):
        words = alone(span.text) if key == "q" else span.text
        yield _at(f"{key}{number}", form.format(one_line(words)), span, names, wraps=True)


def _at(key: str, text: str, span: Any, names: Mapping[str, str], *, wraps: bool = False) -> Entry:
    """Return an entry of one place, with the name of its article."""
    source = one_line(names.get(span.article, span.article))
    return Entry(key, text, source if wraps else _beside(source), places=_places([span]), wraps=wraps)


def _beside(words: str | None) -> str:
    """Return what stands behind an entry in its line, set apart without colour too."""
    return f"· {words}" if words else ""


def _finding(finding: Finding) -> Entry:
    spans = finding.spans
    about = f"{finding.verdict}: {one_line(finding.about)}"
    return Entry(f"f{finding.id}", about, lines=(one_line(finding.why),), places=_places(spans), wraps=True)


def _single(rows: Iterable[Coverage], names: Mapping[str, str]) -> Iterator[Entry]:
    for number, row in enumerate(rows):
        (outlet, links), *_ = row.outlets.items()
        places = _places(map(parse_link, links))
        told = f"only {one_line(names.get(outlet, outlet))} has it"
        yield Entry(f"c{number}", one_line(row.title), lines=(told,), places=places, wraps=True)


def _places(spans: Iterable[Any]) -> tuple[Place, ...]:
    return tuple(Place(span.article, span.start, span.end) for span in spans)
