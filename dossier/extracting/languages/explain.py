"""Why a quotation in Spanish, French, German or Portuguese was read as its speaker's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.extracting.languages.attribution import RULES
from dossier.extracting.languages.quotations import read_quotations
from dossier.extracting.languages.speakers import LanguageAttribution
from dossier.extracting.languages.tables import lang
from dossier.model import Article, Mention, Quotation, Reason

_EXAMPLES = {rule.name: rule.example for rule in RULES}


def explain_quotation(article: Article, quotation: Quotation, names: Sequence[Mention]) -> tuple[Reason, ...]:
    """Return which rules made this a quotation of its speaker; nothing where it is not a quotation of `article`.

    `names` are the article's names in text order.
    """
    read = read_quotations(article, lang(article.language or ""), names)
    found = next(((one, said) for one, said in read if one.start == quotation.start), None)
    if found is None:
        return ()
    one, said = found
    kind = "quotation: a sentence" if one.kind == "whole" else "quotation: words in a sentence"
    return (Reason(kind, "is a quotation"), *(_attribution(one, said) if said else ()), *_confidence(one))


def _attribution(one: Quotation, said: LanguageAttribution) -> Iterator[Reason]:
    if said.rule:
        effect = f"speaker: {one.speaker}" if one.speaker else "nobody is named"
        yield Reason(f"attribution: {said.rule}", effect, _EXAMPLES.get(said.rule, ""))
    if said.pronoun and one.speaker:
        meant = "the subject left out" if said.pronoun == "-" else f"“{said.pronoun}”"
        yield Reason("who is meant: person named before that fits", f"{meant} is {one.speaker}")


def _confidence(one: Quotation) -> Iterator[Reason]:
    if one.speaker:
        yield Reason("confidence in the speaker", f"{one.confidence:.2f}")
