"""Answers about a place, a name or a draft: related passages, explanations, briefs, checks."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dossier.facade.compared import Compared
from dossier.facade.extracted import Extracted
from dossier.model import (
    Article,
    DateSpan,
    DossierError,
    Link,
    LinkError,
    Mention,
    Quantity,
    Quotation,
    Span,
    parse_link,
)
from dossier.text.folding import fold
from dossier.text.lists import listed
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.brief import Brief
    from dossier.drafts import Checker
    from dossier.model import CheckedClaim, Entity, Explanation, OnProgress, Reason, Related
    from dossier.notebook.accepted import Accepted


_NEARLY = 80  # of 100, how alike two spellings must be for one to be meant with the other
_NEAREST = 3  # names that are then told


class Relating(Compared, Extracted):
    """Answers about a place, a name or a draft: related passages, explanations, briefs, checks."""

    # Related passages

    def related(self, link: str | Link, *, limit: int = 10) -> list[Related]:
        """Return passages of other articles that tell the same fact as a stretch of an article, best first.

        Raises LinkError where the link names nothing.
        """
        place, article = self._place(link)
        found = self._store.related(article.id, place.start, place.end, limit=limit)
        return [dataclasses.replace(item, query=str(link)) for item in found]

    def parallels(
        self, one: str, other: str, *, cancelled: Callable[[], bool] | None = None
    ) -> list[tuple[Span, Span]]:
        """Return the passages of an article that have a related one in another, with that, in the order of the text.

        Both are named as articles are. `cancelled` is asked now and then, and ends what is no longer wanted.
        """
        from dossier.storing import parallels

        return parallels.find(self._store, self._article(one), self._article(other), cancelled or (lambda: False))

    def explain(self, link: str | Link) -> list[Explanation]:
        """Return why what stands at a link was read as it was: rules and evidence in the order of the text.

        Names, numbers, dates and quotations that overlap the stretch are explained, then the findings that hold it;
        what the user corrected there comes first, with what the text says.
        Raises LinkError where the link names nothing.
        """
        from dossier import correcting, explanation
        from dossier.linking.entities.corrections import load_corrections

        place, article = self._place(link)
        kinds = {"name": Mention, "number": Quantity, "date": DateSpan, "quote": Quotation}
        within = (place.start, place.end)
        annotations = {
            kind: self._store.annotations(model, articles=(article.id,), within=within) for kind, model in kinds.items()
        }
        entities = {entity.id: entity for entity in self._store.entities()}
        names = self._store.annotations(Mention, articles=(article.id,))
        claims = {number.start: number.claim for number in self.claims(article=article.id) if number.claim}
        found = explanation.ExplainedPlace(
            article,
            place.start,
            place.end,
            names,
            annotations,
            entities,
            self.compare(),
            [one for one in correcting.kept(self._store).read() if one.article == article.path],
            load_corrections(self.config.entities),
            claims,
            self._evidence,
        )
        return explanation.explain(found)

    def _evidence(self, one: Span, other: Span) -> list[Reason]:
        """Return what speaks most for and against two numbers of two articles being of one thing."""
        from dossier.linking.compare.numbers.claims import shared_evidence
        from dossier.storing.findings.facts import facts

        every = facts(self._store).by_id
        return list(shared_evidence(every[one.article], one, every[other.article], other))

    def _place(self, link: str | Link) -> tuple[Link, Article]:
        place = parse_link(link)
        article = self._article(place.article)
        if place.end > len(article.text):
            raise LinkError(
                f"{one_line(str(place))} ends behind the article, which has {len(article.text)} characters."
            )
        return place, article

    def brief(self, name: str, *, progress: OnProgress | None = None) -> Brief:
        """Return everything that is said by and about a name: spellings, roles, quotations, numbers, questions.

        `name` is an entity's id or one of its spellings, case and accents aside. Raises DossierError where there is
        none, or several. `progress` is as for `compare`.
        """
        from dossier import brief

        entity = self._entity(name)
        mentions = self.mentions(entity=entity.id)
        ids = tuple(dict.fromkeys(mention.article for mention in mentions))
        return brief.brief(
            entity,
            brief.Material(
                list(self._store.articles(ids).values()),
                mentions,
                self.quotes(speaker=entity.id),
                self._said_by(list(self._reported(ids)), entity.id),
                self._store.annotations(Quantity, articles=ids),
                self.compare(progress=progress),
                self.coverage(progress),
            ),
        )

    def _entity(self, name: str) -> Entity:
        wanted = fold(name)
        every = list(self._store.entities())
        spelt = [
            one for one in every if name == one.id or wanted in map(fold, (one.name, *(v.text for v in one.variants)))
        ]
        found = spelt or [one for one in every if wanted.split() and set(wanted.split()) <= set(fold(one.name).split())]
        found = [one for one in found if one.id == name] or found
        if len(found) != 1:
            names = ", ".join(one_line(f"{one.name} ({one.id})") for one in found[:5])
            near = listed([one_line(one) for one in _spelt_nearly(wanted, every)], "or")
            raise DossierError(
                f"Several names are called {one_line(name)!r}; take the id of one: {names}." if found
                else f"No article names {one_line(name)!r}; perhaps {near}." if near
                else f"No article names {one_line(name)!r}; `dossier entities` lists the names."
            )  # fmt: skip
        return found[0]

    # A draft against the articles

    def check(self, draft: Path | bytes, *, published: str | None = None) -> list[CheckedClaim]:
        """Return every name, number, date and quotation of a draft with its status and the places in the articles.

        `draft` is a file, or plain text as bytes. `published` is the ISO day from which its "Friday" counts; if
        neither it nor the draft says, the newest day of an article. Claims that `accept_claim` was told of have its
        note. Raises ReadError for what cannot be read, AcceptedError where `accepted.yaml` cannot be used.
        """
        return self.check_draft(self.draft(draft, published=published))

    def check_draft(
        self,
        draft: Article,
        *,
        progress: OnProgress | None = None,
        first: Callable[[list[CheckedClaim]], object] | None = None,
    ) -> list[CheckedClaim]:
        """Return what `check` does, of a draft that `draft` has read; `progress` is as for `compare`.

        An edit may bring other articles of a large dossier in, which are read in up to a second. Then `first` is told
        before that what the articles of the last check say of the draft.
        """
        accepted = self._accepted
        soon = (lambda claims: first(accepted.marked(draft.text, claims))) if first else None
        return accepted.marked(draft.text, self._checker.check(draft, progress, soon))

    def accept_claim(self, draft: Article, claim: CheckedClaim, note: str | None) -> None:
        """Accept a claim of a draft as it is, with a note kept in `accepted.yaml`; None: no longer.

        Raises AcceptedError where that cannot be written.
        """
        self._accepted.accept(draft.text, claim, note)

    @cached_property
    def _checker(self) -> Checker:
        from dossier.drafts import Checker

        return Checker(self._store)

    @property
    def _accepted(self) -> Accepted:
        from dossier.notebook.accepted import Accepted

        return Accepted(self.config.beside("accepted.yaml"))

    def draft(self, draft: Path | bytes, *, published: str | None = None, file: Path | None = None) -> Article:
        """Return a draft read as an article, to show what `check` speaks of; its id is one that no article has.

        `file` is the file that the bytes are of, perhaps as it was before it was edited. Of Markdown they are read as
        Markdown, and an article that is that file is no source for the draft.
        """
        return self._checker.read(draft, published=published, file=file)


def _spelt_nearly(wanted: str, every: Sequence[Entity]) -> list[str]:
    """Return the names that are spelt nearly like folded words, the likest first."""
    from rapidfuzz import fuzz, process

    spelt = {fold(text): one.name for one in every for text in (one.name, *(v.text for v in one.variants))}
    found = process.extract(wanted, list(spelt), scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=_NEAREST)
    return list(dict.fromkeys(spelt[text] for text, *_ in found))
