"""What a report holds, gathered from the façade: every figure and quotation with a link to its passage in the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.model import (
    Article,
    ArticleInfo,
    Coverage,
    Entity,
    Finding,
    Note,
    NoteCheck,
    OnProgress,
    Span,
    TimelineEntry,
    parse_link,
)

if TYPE_CHECKING:
    from dossier.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage's text; `ids` are the anchors that begin here, `marked` whether something cites it."""

    text: str
    ids: tuple[str, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage that the report cites, cut where citations begin and end."""

    start: int
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class ReportContents:
    """All that the page shows.

    `anonymous` are the places of findings, and what is dated, that cite an anonymous source alone; `cited` has the
    spans cited of each article, filled as links are made.
    """

    articles: dict[str, ArticleInfo]
    findings: list[Finding]
    timeline: list[TimelineEntry]
    coverage: list[Coverage]
    entities: list[Entity]
    notes: list[Note]
    checks: dict[str, NoteCheck]
    anonymous: frozenset[Span | TimelineEntry] = frozenset()
    cited: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))

    def name(self, article: str) -> str:
        """Return what to call an article's source: its outlet, else its title, else its id."""
        info = self.articles.get(article)
        return article if info is None else info.outlet or info.title or info.id

    def day(self, article: str) -> str:
        """Return the ISO day of an article, empty where it is not known."""
        info = self.articles.get(article)
        return (info.published if info else None) or ""

    def cite(self, article: str, start: int, end: int) -> str:
        """Return the anchor of a stretch of an article and remember that its passage must be in the page."""
        self.cited[article].add((start, end))
        return self.anchor(article, start, end)

    def cite_link(self, link: str) -> str:
        """Return the anchor of a link `ARTICLE#char=START,END`."""
        place = parse_link(link)
        return self.cite(place.article, place.start, place.end)

    def cite_note(self, note: Note) -> str | None:
        """Return the anchor of a note's quote; None where its words no longer stand in an article."""
        check = self.checks.get(note.id)
        if check is None or check.status not in {"exact", "moved"} or check.start is None or check.end is None:
            return None
        found = [id_ for id_, info in self.articles.items() if check.article in (id_, info.path)]
        return self.cite(found[0], check.start, check.end) if found else None

    def anchor(self, article: str, start: int, end: int) -> str:
        """Return the id that the stretch has in the page: the number of its article and its offsets."""
        return f"a{list(self.articles).index(article) + 1}-{start}-{end}"

    def spans_by_source(self, spans: Iterable[Span]) -> dict[str, list[tuple[str, Span]]]:
        """Return the spans of a reading under the names of their sources, each with its anchor, in order of days."""
        found: dict[str, list[tuple[str, Span]]] = {}
        for span in sorted(spans, key=lambda one: (self.day(one.article), one.article, one.start)):
            found.setdefault(self.name(span.article), []).append((self.cite(span.article, span.start, span.end), span))
        return found


def gather(source: Dossier, *, tags: Sequence[str] = (), progress: OnProgress | None = None) -> ReportContents:
    """Return the contents of a report; of the notes only those with one of `tags`, or all where there is none.

    `progress` is told how far the comparing is.
    """
    notes = [note for note in source.notes() if not tags or set(tags) & set(note.tags)]
    infos = sorted(source.articles(), key=lambda info: (info.published or "9999", info.path))
    findings = source.compare(progress=progress)
    told = source.read_ahead([one for one in findings if one.kind != "name"], lambda one: one.articles)
    timeline = source.timeline(progress)
    dated = source.read_ahead(timeline, source.told_by)
    return ReportContents(
        articles={info.id: info for info in infos},
        findings=findings,
        timeline=timeline,
        coverage=[fact for fact in source.coverage(progress) if fact.kind != "entity"],
        entities=sorted(source.entities(), key=lambda entity: (-entity.count, entity.name)),
        notes=notes,
        checks={check.id: check for check in source.check_notes()} if notes else {},
        anonymous=frozenset(
            [
                *(span for one in told for span in one.spans if source.is_anonymous(span)),
                *filter(source.is_told_anonymously, dated),
            ]
        ),
    )


def passages(contents: ReportContents, articles: Mapping[str, Article]) -> dict[str, list[CitedPassage]]:
    """Return the passages that hold what was cited, by article, in the order of the text.

    A citation outside the passages (a headline) gets a passage of its own: the line that it stands in.
    """
    found: dict[str, list[CitedPassage]] = {}
    for id_ in contents.articles:
        if spans := contents.cited.get(id_):
            article = articles[id_]
            bounds = sorted({_bounds(article, start, end) for start, end in spans})
            found[id_] = [_cut(contents, article, first, last, spans) for first, last in _joined(bounds)]
    return found


def _bounds(article: Article, start: int, end: int) -> tuple[int, int]:
    around = [p for p in article.passages if p.start < end and start < p.end]
    if around and around[0].start <= start:
        return around[0].start, max(end, around[-1].end)
    first = article.text.rfind("\n", 0, start) + 1
    last = article.text.find("\n", end)
    return first, last if last >= 0 else len(article.text)


def _joined(bounds: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in bounds:
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _cut(
    contents: ReportContents, article: Article, first: int, last: int, spans: Iterable[tuple[int, int]]
) -> CitedPassage:
    inside = sorted((start, end) for start, end in spans if first <= start < last)
    edges = sorted({first, last, *(at for span in inside for at in span if first < at < last)})
    pieces = []
    for start, end in pairwise(edges):
        ids = tuple(contents.anchor(article.id, a, b) for a, b in inside if a == start)
        marked = any(a <= start and end <= b for a, b in inside)
        pieces.append(Piece(" ".join(article.text[start:end].split("\n")), ids, marked))
    return CitedPassage(first, tuple(pieces))
