"""Check a draft: its claims with status, reason and the places in the sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from dossier.linking.checking.consistency import contradictions
from dossier.linking.checking.draft import DraftDossier, assemble
from dossier.linking.checking.figures import checked_figures
from dossier.linking.checking.names import checked_names
from dossier.linking.checking.quotes import checked_quotes
from dossier.linking.compare.findings import compare
from dossier.linking.entities.corrections import EntityCorrections
from dossier.linking.facts import ArticleFacts, Place
from dossier.linking.matching.cache import Cache
from dossier.model import Article, CheckedClaim, Definition, Extraction, Span
from dossier.text.visible import one_line


def check(
    draft: Article,
    extraction: Extraction,
    sources: Sequence[ArticleFacts],
    *,
    definitions: Sequence[Definition] = (),
    corrections: EntityCorrections | None = None,
    copies: Mapping[Place, frozenset[Place]] | None = None,
    cache: Cache | None = None,
) -> list[CheckedClaim]:
    """Return every name, number, date and quotation of a draft with its status, in the order of the text.

    `sources` are the articles that it is set against, with what was extracted from them. A contradiction in the draft
    itself takes the place of what the sources say of the same words. `cache` has what was worked out for the last
    draft, and takes what was for this one: the same sources are not compared with each other twice.
    """
    cache = cache or Cache()
    cache.forget_older()
    dossier = assemble(draft, extraction, sources, definitions, corrections or EntityCorrections(), copies or {}, cache)
    findings = compare(dossier.facts, ("number", "date"), cache)
    own = {(claim.start, claim.end): claim for claim in contradictions(dossier.draft, partial(_spelt, sources))}
    told = [*checked_figures(dossier, findings), *checked_names(dossier), *checked_quotes(dossier)]
    claims = [
        _with_own(dossier, own.pop((claim.start, claim.end), None), _with_anonymity(dossier, claim)) for claim in told
    ]
    return sorted([*claims, *own.values()], key=lambda claim: (claim.start, claim.end, claim.kind))


def _spelt(sources: Sequence[ArticleFacts]) -> frozenset[str]:
    """Return the names of the sources as they are spelt, and the words of each."""
    names = {" ".join(one.text.split()) for facts in sources for one in facts.mentions}
    return frozenset(names | {word for name in names for word in name.split()})


def _with_own(dossier: DraftDossier, own: CheckedClaim | None, claim: CheckedClaim) -> CheckedClaim:
    """Return a claim as the draft contradicts it, with the words of the sources; a misspelt name stays one."""
    if own and claim.status == "misspelt":
        return replace(claim, why=f"{claim.why} {own.why}")
    if own and claim.evidence:
        words = claim.evidence[0].text
        articles = [one.article for one in claim.evidence if one.text == words]
        why = f"{own.why} {dossier.sources_have(articles)} “{one_line(words)}”."
        return replace(own, why=why, evidence=claim.evidence)
    return own or claim


def _with_anonymity(dossier: DraftDossier, claim: CheckedClaim) -> CheckedClaim:
    """Return a claim with the remark that all who bear it out have it from an anonymous source, where that is so."""
    if claim.kind == "name" or claim.status not in {"single", "supported"} or not claim.evidence:
        return claim
    if all(dossier.is_anonymous(Span(one.article, one.start, one.end, one.text)) for one in claim.evidence):
        return replace(claim, why=f"{claim.why} It rests on an anonymous source alone.")
    return claim
