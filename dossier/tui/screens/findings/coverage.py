"""The coverage screen: who reports what, who was first, what one outlet alone has, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget

from dossier.model import Coverage, DossierError
from dossier.text.counting import counted, nameless
from dossier.text.visible import one_line
from dossier.tui.platform.latest_worker import Cancelled
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.screens.findings import entries
from dossier.tui.screens.findings.coverage_matrix import Heads, Matrix, outlet_places
from dossier.tui.screens.lists.computed_list import ComputedListScreen
from dossier.tui.session.key_screen import Home
from dossier.tui.session.session import Session
from dossier.tui.text.sources import source_names
from dossier.tui.widgets import Entry, Place, Section
from dossier.tui.widgets.remark import Remark

_WHAT = {"number": "A number", "date": "A date", "quote": "A quotation", "fact": "A fact", "entity": "A name"}
_ORIGINS = 3  # outlets whose sources are told; of more, the articles tell


class CoverageScreen(ComputedListScreen):
    """Facts by outlets, and beside them the article that the chosen cell stands for."""

    ACTION = "coverage"
    TITLE_ = "Coverage"
    WAITING = "Working out who reports what…"
    EMPTY = "Nothing to compare yet: no articles have been read."
    ALONE = "No two articles report the same thing. Coverage needs at least two."
    DEFAULT_CSS = stylesheet(__file__)
    STACKED = True

    panel: Matrix

    def __init__(self, session: Session, home: Home) -> None:
        super().__init__(session, home)
        self.panel = Matrix()
        self._frame = Vertical(id="matrix")
        self._heads, self._remark = Heads(self.panel), Remark()
        self._place = Vertical(id="place")
        self._rows: Sequence[Coverage] = ()
        self._outlets: list[str] = []
        self._labels: dict[str, str] = {}
        self._noun = "outlet"
        self._new = not self.answers.known(self.ACTION)

    def compose(self) -> ComposeResult:
        """Lay out matrix, article and keys."""
        with Container():
            with self._frame:
                yield self._heads
                yield self.panel
            with self._place:
                yield self._remark
                yield self.reader
        yield from self.below()
        yield self.footer

    @property
    def titled(self) -> Widget:
        """The frame around the matrix and its heads."""
        return self._frame

    @property
    def detail(self) -> Widget:
        """What there is to say of the chosen fact, and its article."""
        return self._place

    @property
    def empty(self) -> str:
        """Why the matrix is empty."""
        return self.ALONE if self._outlets and not self.session.index.unread else super().empty

    # What is listed.

    def fetch(self, cancelled: Cancelled) -> Callable[[], Sequence[Section]]:
        """Ask for the matrix; outlets come in the order in which they published first."""
        rows, infos = self.answers.get("coverage", cancelled), self.session.dossier.articles()
        first: dict[str, str] = {}
        for info in infos:
            name, day = info.outlet or info.id, info.published or "9999"
            first[name] = min(first.get(name, day), day)
        outlets = sorted(first, key=lambda name: (first[name], name))
        names = source_names(infos)
        labels = {info.id: names[info.id] for info in infos if not info.outlet}

        def make() -> Sequence[Section]:
            self._rows, self._outlets, self._labels = rows, outlets, labels
            self._noun = "outlet" if not labels else "article" if len(labels) == len(infos) else "source"
            if labels and self._new:
                self.footer.say(nameless(len(labels)))
            self._new = False
            return ()

        return make

    def _filled(self, sections: Sequence[Section]) -> None:
        del sections
        self._refill()

    def _refill(self) -> None:
        left = self.left
        shown = [r for r in self._rows if left.kind in ("", r.kind) and (r.single_source or not left.only)]
        self.panel.put(
            shown,
            self._outlets,
            self._labels,
            self._noun,
            empty="Nothing of this kind. x shows everything." if self._rows else self.empty,
        )
        self._heads.refresh(layout=True)
        if left.entry and self.panel.selected and self.panel.selected.key != left.entry:
            self.panel.select(left.entry)
        self._entitle_matrix()
        self._look()

    def _entitle_matrix(self) -> None:
        """Say beside the matrix what it shows and how much there is."""
        only = f"one {self._noun} only" if self.left.only else ""
        kinds = " · ".join(filter(None, (entries.KINDS.get(self.left.kind, ""), only)))
        self.entitle(f"{self.TITLE_} · {kinds}" if kinds else self.TITLE_)
        alone = sum(row.single_source for row in self._rows)
        self.titled.border_subtitle = Content(
            f"{counted(len(self._rows), 'fact')} · {alone:,} reported by one {self._noun} only" if self._rows else ""
        )
        self.offer({"coverage", *(() if kinds else ("clear_kinds",))}, some=bool(self._rows))

    def _preview(self, entry: Entry) -> None:
        """Stay in the column where its outlet has the fact, else go to the first that has it."""
        if entry.key != self.left.entry:
            self.left.entry, self.left.place = entry.key, 0
            wanted = self._outlets[self.left.column] if self.left.column < len(self._outlets) else ""
            names = [name for name, _ in outlet_places(self.panel.row(entry))]
            self.left.place = names.index(wanted) if wanted in names else 0
        self.left.place %= len(entry.places)
        self.look_at(entry, entry.places[self.left.place])

    def look_at(self, entry: Entry, place: Place) -> None:
        """Show a place in its article, and above it what there is to say of the fact."""
        row = self.panel.row(entry)
        name = outlet_places(row)[self.left.place][0]
        self.panel.column = self._outlets.index(name)
        self.panel.redraw()
        self._heads.refresh()
        self._remark.update(self._told(row))
        super().look_at(entry, place)

    def _told(self, row: Coverage) -> Content:
        """Return who has a fact first, who leaves it out, and how many independent origins it has."""
        label = self._label
        parts = [f"{_WHAT[row.kind]}."]
        if row.single_source:
            parts.append(f"Only {label(next(iter(row.outlets)))} has it.")
        else:
            parts.append(
                f"{len(row.outlets):,} of {counted(len(self._outlets), self._noun)} have it{self._first(row)}."
            )
            if row.missing and len(row.missing) <= len(row.outlets):
                parts.append(f"Not in {', '.join(map(label, row.missing))}.")
        parts += [f"{label(name)} cites {', '.join(whom)}." for name, whom in list(row.origins.items())[:_ORIGINS]]
        if row.kind != "entity" and len(row.outlets) > row.independent:
            parts.append(f"At most {counted(row.independent, 'independent origin')}.")
        about = one_line(row.title)
        return Content.assemble((about[:1].upper() + about[1:], "bold"), "\n", one_line(" ".join(parts)))

    def _first(self, row: Coverage) -> str:
        return f", {self._label(row.first)} first" if row.first else ""

    def _label(self, name: str) -> str:
        """Name an outlet, or in quotation marks an article that has none, in a sentence."""
        return f"“{self._labels[name]}”" if name in self._labels else name

    # What keys do.

    def perform(self, name: str) -> None:
        """Do an action of this screen, else one of any list."""
        left = self.left
        if name == "filter_kind":
            left.kind = entries.cycled(list(dict.fromkeys(row.kind for row in self._rows)), left.kind)
            self._refill()
        elif name == "filter_alone":
            left.only = "" if left.only else "alone"
            self._refill()
        elif name == "clear_kinds" and (left.kind or left.only):
            left.kind = left.only = ""
            self._refill()
        elif name == "heat_map":
            self._show_heat_map()
        elif name in ("next_column", "previous_column") and self.panel.selected:
            self._step_column(1 if name == "next_column" else -1)
        else:
            super().perform(name)

    def _show_heat_map(self) -> None:
        from dossier.tui.dialogs.over_time import heat_map

        def only(kind: str) -> None:
            self.left.kind = kind
            self._refill()

        if not self._rows and self._worker.busy:
            raise DossierError(self.WAITING)
        labels = {name: self._labels.get(name, name) for name in self._outlets}
        heat_map(self.app, self._rows, entries.KINDS, labels, only)

    def _step_column(self, step: int) -> None:
        """Go to the next outlet that has the fact."""
        entry = self.panel.selected
        if entry is None:
            return
        names = [name for name, _ in outlet_places(self.panel.row(entry))]
        have = list(dict.fromkeys(names)) if self.panel.naming else [name for name in self._outlets if name in names]
        wanted = have.index(names[self.left.place]) + step
        if 0 <= wanted < len(have):
            self.left.column = self._outlets.index(have[wanted])
            self.left.place = names.index(have[wanted])
            self.look_at(entry, entry.places[self.left.place])
        else:
            self.footer.say(f"No {self._noun} to the {'right' if step > 0 else 'left'} has it.")
