"""What is said beside an answer: that it is not all that was asked, or which of its words stand nowhere."""

from __future__ import annotations

from dossier.storing.opensearch.indices import PASSAGES, Json
from dossier.storing.opensearch.searching.view import View
from dossier.storing.query.tree import Phrase, Query, Term
from dossier.storing.search.highlights import leaves
from dossier.storing.text.stemming import stop_words


def notice(view: View, tree: Query, total: int) -> str | None:
    """Return a sentence where an answer is not all that was asked, or nothing was found."""
    if any(isinstance(leaf, Phrase) and leaf.has_slots and view.windowed(leaf)[1] for leaf in leaves(tree)):
        return "This took too long, so not every passage is shown; make the query more exact."
    return None if total else _meant(view, tree)


def _meant(view: View, tree: Query) -> str | None:
    """Return which word of a query stands nowhere, and what may have been meant."""
    for leaf in leaves(tree):
        if not isinstance(leaf, Term) or len(leaf.word) < 3:
            continue
        if any(leaf.word in stop_words(language) for language in view.languages):
            continue
        if view.counts([view.translator.match(leaf)]) == [0]:
            near = _nearest(view, leaf.word)
            if near:
                return f"No passage contains “{leaf.word}”. Did you mean “{near}”?"
            return f"No passage contains “{leaf.word}”; bylines, datelines and page furniture are not searched."
    return None


def _nearest(view: View, word: str) -> str | None:
    """Return the word of the text that is nearest to one, of equal ones the most frequent."""
    from rapidfuzz.distance import OSA

    edits = {"max_edits": 2 if len(word) > 4 else 1, "prefix_length": 0, "min_word_length": 3, "size": 20}
    term = {"field": "text", "analyzer": "whitespace", "suggest_mode": "always", **edits}
    asked: Json = {"size": 0, "suggest": {"text": word, "near": {"term": term}}}
    (near,) = view.client.search(PASSAGES, asked)["suggest"]["near"]
    options = [(option["text"], int(option["freq"])) for option in near["options"]]
    ranked = sorted(options, key=lambda one: (OSA.distance(word, one[0]), -one[1], one[0]))
    return ranked[0][0] if ranked else None
