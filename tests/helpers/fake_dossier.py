"""A dossier in memory for driving the app: three short articles and answers simple enough to check by eye."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from dossier.brief import Brief, Role
from dossier.config import Config
from dossier.model import (
    Article,
    ArticleInfo,
    ArticleList,
    Change,
    CheckedClaim,
    ClaimEvidence,
    Correction,
    Coverage,
    DateSpan,
    DossierError,
    Entity,
    Explanation,
    Facet,
    Facets,
    Failure,
    Filters,
    Finding,
    Hit,
    Hits,
    IndexSummary,
    Link,
    Mention,
    NewsItem,
    Note,
    NoteCheck,
    Passage,
    Quantity,
    QueryForm,
    Quotation,
    Reading,
    Related,
    SavedSearch,
    Shared,
    Span,
    TimelineEntry,
    Variant,
    Zone,
    link_to,
)
from dossier.notebook.versions import Version

TEXTS = {
    "harbour": (
        "Ferry strike closes the harbour",
        "Northern Wire",
        "2025-03-03",
        "Some 120 dock workers in Porto Vale walked out on Monday.\n\n"
        "“We will not unload another crate,” said Ana Prado, who leads the union.\n\n"
        "The port handles 4,000 containers a day. The strike began on March 3.",
    ),
    "mayor": (
        "Mayor calls strike unlawful",
        "Vale Gazette",
        "2025-03-04",
        "Mayor Tomas Reed said on Tuesday that the strike broke the law.\n\n"
        "“The port is not theirs to close,” Reed said in Porto Vale.\n\n"
        "He put the number of strikers at 90.",
    ),
    "talks": (
        "Talks to open in Porto Vale",
        "Northern Wire",
        "2025-03-05",
        "Ana Prado and Tomas Reed will meet on Thursday.\n\nAt least 100 workers are still on strike, the union said.",
    ),
}
DRAFT = """Porto Vale, day three

Some 130 dock workers are on strike, Ana Prado said. Oda Lind, a baker, is not.

“The port is theirs to close,” Tomas Reed said.
"""
CLAIMS = {
    "130 dock workers": (
        "number", "differs", "120, 90 and 130 cannot all be true.", [("harbour", "120 dock workers"), ("mayor", "90")]
    ),
    "The port is theirs to close,": (
        "quote", "misquoted", "The source has “not theirs”.", [("mayor", "The port is not theirs to close,")]
    ),
    "Ana Prado": ("name", "supported", "Two articles.", [("harbour", "Ana Prado"), ("talks", "Ana Prado")]),
    "Oda Lind": ("name", "absent", "No source names this.", []),
}  # fmt: skip
_NAMES = {"Ana Prado": "PERSON", "Tomas Reed": "PERSON", "Reed": "PERSON", "Porto Vale": "PLACE"}


def fake_config(folder: Path, **changes: object) -> Config:
    values: dict[str, object] = {
        "file": None,
        "base": folder,
        "sources": (folder,),
        "index": folder / "index",
        "notebook": folder / "notebook.yaml",
        "entities": folder / "entities.yaml",
        "state": folder / "state",
        "theme": "dossier-dark",
    }
    return Config(**{**values, **changes})  # type: ignore[arg-type]


def fake_article(name: str) -> Article:
    title, outlet, published, body = TEXTS[name]
    text = f"{title}\n\n{body}"
    begin = len(title) + 2
    passages = tuple(Passage(begin + m.start(), begin + m.end()) for m in re.finditer(r"[^\n]+", body))
    return Article(
        id=name,
        path=f"{name}.txt",
        title=title,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        outlet=outlet,
        published=published,
        zones=(Zone(0, begin, "headline"), Zone(begin, len(text), "body")),
        passages=passages,
    )


T = TypeVar("T")


# ruff: noqa: A002, ISC004 - named as in Dossier; texts read better in lines
class FakeDossier:
    shared = False

    def __init__(self, config: Config, names: tuple[str, ...] = tuple(TEXTS)) -> None:
        self.config = config
        self.texts = {name: fake_article(name) for name in names}
        self.kept: list[Note] = []
        self.asked: list[str] = []
        self.marks: dict[str, str] = {}
        self.accepted: dict[str, str | None] = {}
        self.nameless = ""  # words of what only an anonymous source tells
        self.is_new = True
        self.waiting: set[str] = set()
        self.earlier = True
        self.run = 1
        self.saved: dict[str, str] = {}

    def articles(self) -> ArticleList:
        return ArticleList(
            ArticleInfo(
                a.id, a.path, a.title, a.outlet, None, a.published, None, None, "en", a.words, len(a.passages), a.sha256
            )
            for a in self.texts.values()
        )

    def article(self, article: str) -> Article:
        if article not in self.texts:
            raise DossierError(f"There is no article “{article}”.")
        return self.texts[article]

    def each_article(self, ids: Iterable[str]) -> Iterator[Article]:
        return map(self.article, ids)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: str = "score",
        filters: Filters | None = None,
        lenient: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Hits:
        self.asked.append(query)
        words = re.findall(r"\w+", query.casefold())
        hits = [
            Hit(a.id, p.start, p.end, a.text[p.start : p.end], a.title, a.outlet, a.published, 1.0, marks)
            for a in self.texts.values()
            if not (filters and filters.outlets) or a.outlet in filters.outlets
            for p in a.passages
            if (marks := _marks(a.text, p, words)) or not words
            if all(self._names(who, a, p) for who in (filters.entities if filters else ()))
        ]
        if sort == "date":
            hits.sort(key=lambda hit: hit.published or "", reverse=True)
        return Hits(tuple(hits[offset : offset + limit]), len(hits), len({h.article for h in hits}), 1.0)

    def _names(self, who: str, a: Article, p: Passage) -> bool:
        return any(p.start <= m.start < p.end for m in self.mentions(a.id, who))

    def facets(
        self,
        query: str = "",
        filters: Filters | None = None,
        *,
        lenient: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Facets:
        found = self.search(query, limit=99, filters=filters).hits
        self.asked.pop()

        def facet(value: str, name: str, hits: list[Hit]) -> Facet:
            return Facet(value, name, len(hits), len({hit.article for hit in hits}))

        every = self.search(query, limit=99).hits
        self.asked.pop()
        outlets = sorted({hit.outlet for hit in every if hit.outlet})
        days = sorted({hit.published for hit in found if hit.published})
        named = {
            e: [h for h in found if self._names(e.id, self.texts[h.article], Passage(h.start, h.end))]
            for e in self.entities()
        }
        return Facets(
            tuple(facet(o, o, [h for h in every if h.outlet == o]) for o in outlets),
            tuple(facet(d, d, [h for h in found if h.published == d]) for d in days),
            tuple(facet(e.id, e.name, hits) for e, hits in named.items() if hits),
            (Facet("count", "count", 4, 3),),
        )

    def query_help(self) -> tuple[QueryForm, ...]:
        from dossier.storing.query.help import FORMS

        return FORMS

    def searches(self) -> list[SavedSearch]:
        return [SavedSearch(name, query) for name, query in self.saved.items()]

    def save_search(self, name: str, query: str) -> SavedSearch:
        self.saved[name] = query
        return SavedSearch(name, query)

    def remove_search(self, name: str) -> None:
        del self.saved[name]

    def mentions(self, article: str | None = None, entity: str | None = None) -> list[Mention]:
        found = []
        for a in self._of(article):
            for m in re.finditer("Ana Prado|Tomas Reed|Reed|Porto Vale", a.text):
                who = {"Reed": "tomas-reed"}.get(m.group(), m.group().lower().replace(" ", "-"))
                if entity in (None, who):
                    found.append(Mention(a.id, m.start(), m.end(), m.group(), _NAMES[m.group()], entity=who))
        return found

    def entities(
        self, *, type: str | None = None, article: str | None = None, ids: Iterable[str] | None = None
    ) -> list[Entity]:
        mentions = self.mentions(article)
        result = []
        for who in sorted({m.entity for m in mentions if m.entity}):
            own = [m for m in mentions if m.entity == who]
            texts = sorted({m.text for m in own}, key=lambda t: (-len(t), t))
            variants = tuple(
                Variant(t, sum(m.text == t for m in own), len({m.article for m in own if m.text == t})) for t in texts
            )
            result.append(Entity(who, own[0].type, texts[0], variants, (), len(own), len({m.article for m in own})))
        wanted = None if ids is None else set(ids)
        result = [e for e in result if wanted is None or e.id in wanted]
        return sorted((e for e in result if type in (None, e.type)), key=lambda e: (-e.count, e.name))

    def numbers(self, article: str | None = None) -> list[Quantity]:
        return [
            Quantity(
                a.id, m.start(1), m.end(1), m.group(1), float(m.group(1).replace(",", "")), 0, 0, counted=m.group(2)
            )
            for a in self._of(article)
            for m in re.finditer(r"\b(\d[\d,]*) (dock workers|workers|containers)", a.text)
        ]

    def dates(self, article: str | None = None) -> list[DateSpan]:
        return [
            DateSpan(
                a.id, m.start(), m.end(), m.group(), "2025-03-03", "2025-03-03", "day", a.published, "weekday before"
            )
            for a in self._of(article)
            for m in re.finditer(r"Monday|March 3", a.text)
        ]

    def quotes(self, article: str | None = None, speaker: str | None = None) -> list[Quotation]:
        return [
            Quotation(a.id, m.start(1), m.end(1), m.group(1), m.group(2), None, "said", "whole", 0.9)
            for a in self._of(article)
            for m in re.finditer(r"“([^”]+)” (?:said )?(Ana Prado|Reed)", a.text)
        ]

    def related(self, link: Link | str, limit: int = 20) -> list[Related]:
        own = link if isinstance(link, Link) else Link(*link)
        return [
            Related(str(own), a.id, p.start, p.end, a.text[p.start : p.end], 1.0, Shared(names=("Porto Vale",)))
            for a in self.texts.values()
            if a.id != own.article
            for p in a.passages
            if "Porto Vale" in a.text[p.start : p.end]
        ]

    def article_tags(self) -> dict[str, tuple[str, ...]]:
        return {}

    def tag_article(self, article: str, tags: Iterable[str]) -> tuple[str, ...]:
        return tuple(tags)

    def notes(self) -> list[Note]:
        return list(self.kept)

    def add_note(self, link: Link, tags: tuple[str, ...] = (), comment: str = "") -> Note:
        a = self.article(link.article)
        note = Note(f"n-{len(self.kept)}", a.text[link.start : link.end], a.path, link.start, link.end, title=a.title)
        self.kept.append(note)
        self.config.notebook.write_text("\n".join(note.id for note in self.kept), encoding="utf-8")
        return note

    def check_notes(self) -> list[NoteCheck]:
        ids = {a.path: a.id for a in self.texts.values()}
        return [NoteCheck(n.id, "exact", ids[n.article], n.start, n.end, n.quote, n.quote) for n in self.kept]

    def remove_note(self, note: str) -> None:
        self.kept = [n for n in self.kept if n.id != note]

    def restore_note(self) -> Note | None:
        return None

    def edit_note(self, note: str, *, tags: Iterable[str] | None = None, comment: str | None = None) -> Note:
        at = next(n for n, one in enumerate(self.kept) if one.id == note)
        changes = {"tags": tuple(tags)} if tags is not None else {"comment": comment or ""}
        self.kept[at] = replace(self.kept[at], **changes)
        return self.kept[at]

    def note_candidates(self, note: Note) -> list[object]:
        return []

    def cite(self, note: Note, style: str = "plain") -> str:
        return note.quote

    def correct(self, kind: str, entity: str, other: str = "") -> Correction:
        return Correction(kind, (entity,), other)

    def undo_correction(self) -> Correction | None:
        return None

    def note_problems(self) -> list[str]:
        return []

    def failures(self) -> tuple[Failure, ...]:
        return (Failure("locked.txt", "may not be read by you"),)

    def stale(self) -> bool:
        return False

    def exists(self) -> bool:
        return True

    def generation(self) -> int:
        return self.run

    def compared(self) -> bool:
        return True

    def explain(self, link: Link) -> list[Explanation]:
        words = self.article(link.article).text[link.start : link.end]
        return [Explanation("number", link.article, link.start, link.end, words, "value: digits", "it is a number")]

    def compare(self, progress: object = None) -> list[Finding]:
        self.asked.append("compare")
        if len(self.texts) < 3:
            return []
        strikers = (
            replace(self._reading("120", ("harbour", "120 dock workers")), value=120, low=120, high=120),
            replace(self._reading("90", ("mayor", "90")), value=90, low=90, high=90),
            replace(self._reading("at least 100", ("talks", "100 workers")), value=100, low=100),
        )
        start = (self._reading("3 March 2025", ("harbour", "Monday"), ("harbour", "March 3"), ("mayor", "Tuesday")),)
        port = (
            self._reading("another", ("harbour", "We will not unload another crate")),
            self._reading("close", ("mayor", "We will not close another port")),
        )
        return [
            Finding("number-1", "number", "strikers", "conflict", "120 and 90 cannot both be true.", strikers),
            Finding("quote-1", "quote", "the crate", "compatible", "Two wordings.", port),
            Finding("date-1", "date", "the start", "agree", "Both articles say 3 March 2025.", start),
        ]

    def _reading(self, value: str, *places: tuple[str, str]) -> Reading:
        spans = []
        for name, words in places:
            at = self.texts[name].text.find(words)
            spans.append(Span(name, max(0, at), max(0, at) + len(words), words))
        return Reading(value, None, None, None, tuple(dict.fromkeys(span.article for span in spans)), tuple(spans))

    def word_diff(self, one: str, other: str) -> list[tuple[int, int, int, int]]:
        return [(m.start(), m.end(), 0, 0) for m in re.finditer(r"\w+", one) if m.group() not in other]

    def finding_marks(self) -> dict[str, str]:
        return dict(self.marks)

    def mark_finding(self, finding: str, mark: str | None) -> None:
        if mark is None:
            self.marks.pop(finding, None)
        else:
            self.marks[finding] = mark

    def draft(self, draft: Path, *, published: str | None = None) -> Article:
        text = draft.read_text(encoding="utf-8")
        spans = tuple(Passage(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
        zones = (Zone(0, len(text), "body"),)
        return Article("draft", str(draft), "Draft", text, "", zones=zones, passages=spans)

    def check_draft(self, draft: Article, *, progress: object = None) -> list[CheckedClaim]:
        found = []
        for words, (kind, status, why, places) in CLAIMS.items():
            for m in re.finditer(words, draft.text):
                spans = [span for name, said in places for span in self._reading("", (name, said)).spans]
                evidence = tuple(ClaimEvidence(s.article, s.start, s.end, s.text, s.text) for s in spans)
                note = self.accepted.get(words)
                found.append(CheckedClaim(m.start(), m.end(), words, kind, status, why, evidence, note))
        return sorted(found, key=lambda claim: claim.start)

    def accept_claim(self, draft: Article, claim: CheckedClaim, note: str | None) -> None:
        self.accepted[claim.text] = note

    def news(self, *, since: str = "last", progress: object = None) -> list[NewsItem]:
        if not self.is_new or len(self.texts) < 3:
            return []
        strikers = self.compare()[0]
        self.asked.pop()
        spans = strikers.readings[2].spans
        return [
            NewsItem("note", "n-0", "not contradicted", "contradicted", strikers.why, spans),
            NewsItem("verdict", "strikers", None, "conflict", strikers.why, spans),
            NewsItem("fact", "the talks", None, "fact", "Only what is new has it: Northern Wire.", spans),
        ]

    def mark_read(self) -> None:
        self.is_new = False
        self.waiting.clear()

    def unread(self) -> set[str]:
        return set(self.waiting)

    def is_anonymous(self, place: Span) -> bool:
        return self.nameless in getattr(place, "text", "") if self.nameless else False

    def is_told_anonymously(self, entry: TimelineEntry) -> bool:
        return self.nameless in entry.what if self.nameless else False

    def told_by(self, entry: TimelineEntry) -> Iterable[str]:
        return (place.article for place in entry.sentences)

    def read_ahead(self, items: Iterable[T], articles: Callable[[T], Iterable[str]] = lambda _: ()) -> Iterator[T]:
        del articles
        return iter(items)

    def versions(self, article: str) -> list[Version]:
        found = [Version(article, "20250304T080000Z-1", "2025-03-04T08:00:00Z", self.config.base / "old.txt")]
        return found if article == "harbour" and self.earlier else []

    def version(self, article: str, version: str) -> Article:
        now = self.texts[article]
        return replace(now, text=now.text.replace("120 dock", "110 dock").replace(" The strike began on March 3.", ""))

    def changes(self, article: str | None = None, *, since: str = "", progress: object = None) -> list[Change]:
        found = []
        for version in self.versions(article or "harbour"):
            now, was = self.texts["harbour"].text, self.version("harbour", version.id).text
            for kind, old, new in (("number", "110", "120"), ("text", None, "The strike began on March 3.")):
                spans = [
                    Span("harbour", text.index(said), text.index(said) + len(said), said) if said else None
                    for text, said in ((was, old), (now, new))
                ]
                found.append(Change("harbour", version.id, "now", kind, old, new, False, *spans))
        return found

    def brief(self, name: str, *, progress: object = None) -> Brief:
        entity = next(one for one in self.entities() if one.id == name)
        mentions, quotes = self.mentions(entity=name), [q for q in self.quotes() if q.speaker == entity.name]
        spans = tuple(Span(m.article, m.start, m.end, m.text) for m in mentions)
        role = Role("union leader", "2025-03-03", "2025-03-05", spans[:1])
        numbers = tuple(self.numbers("harbour"))[:1]
        return Brief(
            entity,
            "2025-03-03",
            "2025-03-05",
            (role,),
            tuple(quotes),
            (),
            spans,
            numbers,
            (),
            tuple(self.compare()),
            (),
        )

    def timeline(self, progress: object = None) -> list[TimelineEntry]:
        found = []
        for a in self.texts.values():
            day = a.published or ""
            found.append(
                TimelineEntry(day, day, "day", a.id, 0, 9, a.text[:9], a.title, "published", day, "its dateline")
            )
        for date in self.dates():
            a = self.texts[date.article]
            passage = next(p for p in a.passages if p.start <= date.start < p.end)
            text = a.text[passage.start : passage.end]
            also = (link_to(Link("mayor", 30, 40)),) if date.text == "Monday" else ()
            found.append(
                TimelineEntry(
                    date.from_,
                    date.to,
                    "day",
                    a.id,
                    passage.start,
                    passage.end,
                    text,
                    text,
                    "event",
                    date.text,
                    date.rule,
                    also,
                )
            )
        found.append(
            TimelineEntry(
                "2025-03-03",
                "2025-03-09",
                "week",
                "talks",
                30,
                70,
                "",
                "A week of talks.",
                "event",
                "the week",
                "its days",
            )
        )
        return sorted(found, key=lambda e: (e.from_, e.to, e.kind != "published"))

    def nothing_new(self, read: Iterable[tuple[str, int, int]], *, article: str | None = None) -> list[Span]:
        """Every other passage is known to who has read anything."""
        self.asked.append(f"nothing_new {sorted({id_ for id_, _, _ in read})}")
        here = self.article(article or "")
        return [Span(here.id, p.start, p.end, here.text[p.start : p.end]) for p in here.passages[::2]]

    def coverage(self, progress: object = None) -> list[Coverage]:
        strikers = {
            "Northern Wire": ("harbour#char=39,55", "talks#char=80,91"),
            "Vale Gazette": ("mayor#char=160,162",),
        }
        return [
            Coverage("strikers", "number", strikers, "Northern Wire", False, (), {"Vale Gazette": ("the union",)}, 1),
            Coverage(
                "Ana Prado", "entity", {"Northern Wire": ("harbour#char=140,149",)}, None, True, ("Vale Gazette",)
            ),
        ]

    def outlets(self) -> list[str]:
        return sorted({a.outlet for a in self.texts.values() if a.outlet})

    def index(self, **_: object) -> IndexSummary:
        return IndexSummary(len(self.texts), 0, 0, 0, 0, (), 0.0)

    def _of(self, article: str | None) -> list[Article]:
        return [a for a in self.texts.values() if article in (None, a.id)]


def _marks(text: str, passage: Passage, words: list[str]) -> tuple[tuple[int, int], ...]:
    """Where a passage holds every word, as beginnings of words."""
    found = []
    for word in words:
        here = [
            m.span() for m in re.finditer(rf"\b{word}\w*", text[: passage.end].casefold()) if m.start() >= passage.start
        ]
        if not here:
            return ()
        found += here
    return tuple(sorted(found))
