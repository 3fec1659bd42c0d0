"""What the side panel lists: model objects made into sections of entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from dossier.model import ENTITY_TYPES, Article, ArticleInfo, Mention, Quantity, Quotation, Span, link_to
from dossier.text.days import day
from dossier.text.folding import fold
from dossier.text.quantities import as_written, of, subject, value_key
from dossier.text.quoting import alone
from dossier.text.visible import one_line
from dossier.tui.text import motion
from dossier.tui.text.entries import Entry, Place, Section
from dossier.tui.text.sources import ANONYMOUS, source_names
from dossier.tui.text.styles import NAMES
from dossier.tui.widgets.quantity import counted_noun, measure, size

if TYPE_CHECKING:
    from dossier.model import Entity, Note, Related

_TYPES = {
    "PERSON": "People",
    "ORG": "Organisations",
    "PLACE": "Places",
    "NATIONALITY": "Nationalities",
    "EVENT": "Events",
}
_VARIANTS = 6  # spellings named below an entity; more are only counted
_SHARED = 6  # shared words told below a related passage
_SOURCE = 22  # cells of a source's name, beside its day in the narrowest panel
_WITH_CONTEXT = 40  # numbers of a measure that are shown with the words around them; each takes its article
_ENDS = (".", "!", "?", "…", ".”", "!”", "?”")  # of a sentence, behind which nothing is missed
_CONTEXT = 32  # code points of these on each side
_OTHER_COUNTS = "Other counts"
_NOBODY = "Nobody named"

Articles = Mapping[str, ArticleInfo]
_T = TypeVar("_T")


def entity_sections(entities: Iterable[Entity], mentions: Iterable[Mention] = ()) -> list[Section]:
    """Return entities by type, the most frequent first; `mentions`, where given, are their places."""
    places: dict[str, list[Place]] = {}
    for mention in mentions:
        if mention.entity:
            places.setdefault(mention.entity, []).append(_place(mention))
    found = sorted(entities, key=lambda entity: (-entity.count, fold(entity.name), entity.id))
    sections = []
    for type_ in ENTITY_TYPES:
        alike = [entity for entity in found if entity.type == type_]
        if alike:
            entries = (_entity(entity, max(1, alike[0].count), places.get(entity.id, ())) for entity in alike)
            sections.append(Section(_TYPES[type_], tuple(entries)))
    return sections


def _entity(entity: Entity, most: int, places: Sequence[Place]) -> Entry:
    return Entry(
        key=entity.id,
        text=entity.name,
        lines=_variants(entity),
        bar=entity.count / most,
        count=entity.count,
        places=tuple(sorted(places)),
        kind=NAMES[entity.type],
    )


def _variants(entity: Entity) -> tuple[str, ...]:
    spellings = [variant.text for variant in entity.variants if variant.text != entity.name]
    if not spellings:
        return ()
    more = f" and {len(spellings) - _VARIANTS} more" if len(spellings) > _VARIANTS else ""
    return ("= " + ", ".join(spellings[:_VARIANTS]) + more,)


def number_sections(
    quantities: Iterable[Quantity], articles: Callable[[Iterable[str]], Iterable[Article]] | None = None
) -> list[Section]:
    """Return numbers by what they measure, in order of size, each in its source's own words and with its subject.

    Those that say the same are one entry with several places. The measures with most numbers come first; counts of
    things that are counted only once come together at the end. `articles` gives those with these ids, in order: a
    number that has no subject is shown with the text around it.
    """
    groups = _grouped(((measure(quantity) or counted_noun(quantity)), quantity) for quantity in quantities)
    rest = groups.pop("", [])
    for noun in [noun for noun, found in groups.items() if len(found) == 1 and not measure(found[0])]:
        rest += groups.pop(noun)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    if rest:
        ordered.append((_OTHER_COUNTS, rest))
    alike = [(title, _equal_numbers(title, found)) for title, found in ordered]
    bare = [found[0] for _, groups in alike for _, found in groups[:_WITH_CONTEXT] if not any(map(subject, found))]
    texts = articles(one.article for one in bare) if articles else ()
    around = {(one.article, one.start): _around(one, article.text) for one, article in zip(bare, texts, strict=False)}
    return [
        Section(title[:1].upper() + title[1:], tuple(_number(f"{title} {key}", found, around) for key, found in groups))
        for title, groups in alike
    ]


def _equal_numbers(title: str, quantities: Sequence[Quantity]) -> list[tuple[tuple[object, ...], list[Quantity]]]:
    """Return those that say the same together, by what they say, in order of size."""
    apart = title == _OTHER_COUNTS  # here 3 ships and 3 days are not the same number
    equal: dict[tuple[object, ...], list[Quantity]] = {}
    for q in quantities:
        equal.setdefault((*value_key(q), counted_noun(q) if apart else ""), []).append(q)
    return sorted(equal.items(), key=lambda group: (size(group[1][0]), as_written(group[1][0])))


def _number(key: str, found: Sequence[Quantity], around: Mapping[tuple[str, int], str]) -> Entry:
    """Return a number in the words that most of its sources use, with its subject or the words around it."""
    beside = around.get((found[0].article, found[0].start))
    subjects = Counter(filter(None, map(subject, found))).most_common(1)
    written = Counter(map(as_written, found)).most_common(1)[0][0]
    return Entry(
        key=key,
        text=written,
        detail=of(written, subjects[0][0]) if subjects else "",
        lines=(beside,) if beside and not subjects else (),
        count=len(found) if len(found) > 1 else None,
        places=tuple(map(_place, found)),
        kind="number",
    )


def _around(quantity: Quantity, text: str) -> str:
    """Return the words beside a number without a subject: what it is of stands there."""
    before = text[max(0, quantity.start - _CONTEXT) : quantity.start].rpartition("\n")[2]
    after = text[quantity.end : quantity.end + _CONTEXT].partition("\n")[0]
    before = before.partition(" ")[2] if len(before) == _CONTEXT else before
    after = after.rpartition(" ")[0] if len(after) == _CONTEXT else after
    around = one_line(f"…{before}{quantity.text}{after}")
    return around if around.endswith(_ENDS) else f"{around}…"


def quote_sections(
    quotations: Iterable[Quotation], articles: Articles | None = None, names: Mapping[str, str] | None = None
) -> list[Section]:
    """Return quotations by speaker, who is quoted most first; `names` gives the name of each entity id."""
    names = names or {}
    groups = _grouped((quotation.speaker_id or quotation.speaker or "", quotation) for quotation in quotations)
    nobody = groups.pop("", [])

    sections = [(names.get(speaker) or _as_named(speaker, found), found) for speaker, found in groups.items()]
    sections.sort(key=lambda section: (-len(section[1]), fold(section[0])))
    sections += [(_NOBODY, nobody)] if nobody else []
    sources = _sources(articles)
    return [
        Section(speaker, tuple(_quotation(q, sources.get(q.article, ())) for q in found)) for speaker, found in sections
    ]


def _as_named(speaker: str, found: Sequence[Quotation]) -> str:
    """Return the name that most of these quotations give their speaker, the longest of several."""
    written = Counter(quotation.speaker for quotation in found if quotation.speaker)
    return max(written, key=lambda name: (written[name], len(name), name), default=speaker)


def _quotation(quotation: Quotation, source: tuple[str, ...]) -> Entry:
    return Entry(
        key=link_to(quotation),
        text=f"“{alone(quotation.text)}”",
        lines=source,
        places=(_place(quotation),),
        kind="quote",
        wraps=True,
    )


def related_sections(
    related: Iterable[Related], articles: Articles | None = None, is_anonymous: Callable[[Span], bool] = lambda _: False
) -> list[Section]:
    """Return related passages as ranked, each with its source and what it shares; its place is the sentence that does.

    Those that share little stand apart: they are on the same subject, and hardly tell the same fact.
    `is_anonymous` says whether a passage cites an anonymous source alone, which is said with its source.
    """
    sources = _sources(articles)
    found, nameless = [], set()
    for one in related:
        found.append(one)
        if is_anonymous(Span(one.article, one.start, one.end, one.text)):
            nameless.add(link_to(one))
    groups = (
        ("In other articles", [passage for passage in found if passage.close]),
        ("Perhaps another fact", [passage for passage in found if not passage.close]),
    )
    return [
        Section(title, tuple(_related_entry(p, sources, nameless) for p in group)) for title, group in groups if group
    ]


def _related_entry(passage: Related, sources: Mapping[str, tuple[str, ...]], nameless: Collection[str]) -> Entry:
    anonymous = (ANONYMOUS,) if link_to(passage) in nameless else ()
    return Entry(
        key=link_to(passage),
        text=passage.text,
        lines=(*sources.get(passage.article, ()), *anonymous, *_why(passage)),
        places=(_matching_sentence(passage),),
        wraps=True,
        marks=_marks(passage),
    )


def _matching_sentence(related: Related) -> Place:
    """Return the sentence of a passage that has most of what it shares; the passage where nothing of it is found."""
    lengths = Counter[tuple[int, int]]()
    for start, end in _marks(related):
        lengths[motion.sentence_at(related.text, start)] += end - start
    if not lengths:
        return _place(related)
    start, end = max(lengths, key=lambda sentence: (lengths[sentence], -sentence[0]))
    return Place(related.article, related.start + start, related.start + end)


def _marks(related: Related) -> tuple[tuple[int, int], ...]:
    """Return where the passage says what it shares."""
    found: list[tuple[int, int]] = []
    text = related.text.casefold()
    if len(text) != len(related.text):  # folding moved the offsets: ß, İ
        return ()
    shared = related.shared
    facts = (*shared.quotes, *shared.numbers, *shared.names, *shared.dates)
    for words in facts or shared.terms:
        at = text.find(words.casefold()) if len(words) > 1 else -1
        if at >= 0 and not any(start < at + len(words) and at < end for start, end in found):
            found.append((at, at + len(words)))
    return tuple(sorted(found))


def _why(related: Related) -> tuple[str, ...]:
    shared = related.shared
    facts = [*shared.numbers, *shared.names, *shared.dates, *(f"“{alone(quote)}”" for quote in shared.quotes)]
    words = list(dict.fromkeys([*facts, *shared.terms]))[:_SHARED]
    return ("both: " + ", ".join(words),) if words else ()


def page(note: Note) -> str:
    """Return the page of a PDF that a note is from; nothing where there are no pages."""
    return "" if note.page is None else f"page {note.page}"


def note_sections(notes: Iterable[Note]) -> list[Section]:
    """Return bookmarked quotes, the newest first."""
    entries = tuple(
        Entry(
            key=note.id,
            text=f"“{note.quote}”",
            lines=tuple(
                line
                for line in (
                    " · ".join(filter(None, (note.speaker, note.outlet, day(note.published), page(note)))),
                    " ".join(f"#{tag}" for tag in note.tags),
                    note.comment,
                )
                if line
            ),
            places=(_place(note),),
            kind="quote",
            wraps=True,
        )
        for note in reversed(list(notes))
    )
    return [Section("Bookmarked", entries)] if entries else []


def _sources(articles: Articles | None) -> dict[str, tuple[str, ...]]:
    """Return the line that says where a passage of each article stands: its source and the day."""
    infos = (articles or {}).values()
    names = source_names(infos, _SOURCE)
    return {info.id: (" · ".join(part for part in (names[info.id], day(info.published)) if part),) for info in infos}


def _place(span: Mention | Quantity | Quotation | Related | Note) -> Place:
    return Place(span.article, span.start, span.end)


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    groups: dict[str, list[_T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
