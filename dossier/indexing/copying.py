"""Copies a whole dossier from one store to another, and checks that the copy is the same."""

from __future__ import annotations

import time
from collections.abc import Iterator

from dossier.model import ArticleInfo, ArticleList, CopySummary, DossierError, Mention, OnProgress, Progress, Quotation
from dossier.storing.base.records import StoredArticle
from dossier.storing.base.store import Store

_AT_ONCE = 200  # articles
_OWN = frozenset({"identity", "generation"})  # notes that are a store's own


def copy(source: Store, target: Store, progress: OnProgress | None = None, *, replace: bool = False) -> CopySummary:
    """Copy everything that is stored, compare it, and return what was copied.

    Raises DossierError where the target has articles already; with `replace` those are removed first.
    """
    tell = progress or (lambda _: None)
    began = time.perf_counter()
    target.report(lambda sentence: tell(Progress(f"waiting ({sentence})", 0, 1)))
    with source.snapshot():
        if not source.exists():
            raise DossierError("There is nothing to copy; `dossier index` makes it.")
        infos = source.infos()
        with target.locked():
            if target.exists() and target.size().articles:
                if not replace:
                    raise DossierError(
                        "There is a dossier at the target already; add --replace to put this in its place."
                    )
                target.discard()
            target.create()
            generation = int(target.notes().get("generation", 0)) + 1
            _put_all(source, target, infos, tell)
            notes = {name: text for name, text in source.notes().items() if name not in _OWN}
            failures = [(failure, None) for failure in source.failures()]
            target.finish(failures, {**notes, "generation": str(generation)})
        annotations = _compare(source, target, infos, tell)
    size = target.size()
    entities = sum(1 for _ in target.entities())
    return CopySummary(size.articles, size.passages, entities, annotations, round(time.perf_counter() - began, 3))


def _put_all(source: Store, target: Store, infos: ArticleList, tell: OnProgress) -> None:
    """Put articles with all that was extracted, what their names mean, and the text index into the target."""
    for done, batch in _batches(infos):
        tell(Progress("copying", done, len(infos)))
        ids = [info.id for info in batch]
        articles, found, states = source.articles(ids), source.extractions(ids), source.stamps(ids)
        items = [StoredArticle(articles[id_], found[id_], states[id_].state) for id_ in ids]
        target.put(items, kept=source.margins(ids))
    target.link(
        list(source.entities()),
        [mention.entity for mention in source.each(Mention)],
        [quotation.speaker_id for quotation in source.each(Quotation)],
    )
    target.synchronise(lambda done, total: tell(Progress("indexing", done, total)))


def _batches(infos: ArticleList) -> Iterator[tuple[int, list[ArticleInfo]]]:
    for at in range(0, len(infos), _AT_ONCE):
        yield at, infos[at : at + _AT_ONCE]


def _compare(source: Store, target: Store, infos: ArticleList, tell: OnProgress) -> int:
    """Return how many annotations are the same. Raises DossierError for the first article that is not."""
    count = 0
    if target.infos() != infos:
        raise DossierError("The copy has other articles than the original; copy it again with --replace.")
    for done, batch in _batches(infos):
        tell(Progress("checking", done, len(infos)))
        ids = [info.id for info in batch]
        mine, theirs = source.articles(ids), target.articles(ids)
        found, there = source.extractions(ids), target.extractions(ids)
        for id_ in ids:
            if mine[id_] != theirs.get(id_) or found[id_] != there.get(id_):
                raise DossierError(f"The copy of {id_} differs from the original; copy it again with --replace.")
        count += sum(len(getattr(one, name)) for one in found.values() for name in one.__dataclass_fields__)
    if any(one != other for one, other in zip(source.entities(), target.entities(), strict=True)):
        raise DossierError("The copy has other names than the original; copy it again with --replace.")
    return count
