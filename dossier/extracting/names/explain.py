"""Why a stretch of text is a name of its type: the rule that made it one, and the evidence with its weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dossier.extracting.names.decision import NameDecision
from dossier.extracting.names.evidence.spellings import Spellings
from dossier.extracting.names.evidence.table import SpellingEvidence, table
from dossier.extracting.names.find import decided_names
from dossier.model import Article, EntityType, Mention, Reason
from dossier.text.casing import written_beside

KINDS: dict[EntityType, str] = {
    "PERSON": "person",
    "ORG": "organisation",
    "PLACE": "place",
    "EVENT": "event",
    "NATIONALITY": "nationality",
}
_MARKED = str.maketrans({"[": None, "]": None})


def explain_mention(article: Article, mention: Mention) -> tuple[Reason, ...]:
    """Return why a mention is a name of its type, the strongest evidence first.

    The article is read once more by the same rules. What the rules for English did not find there (a name of a rule
    for another language, of spaCy) gets one reason that says so.
    """
    for decided, spellings in decided_names(article):
        if decided.mention.start < mention.end and mention.start < decided.mention.end:
            return tuple(_reasons(decided, spellings, mention, article.text))
    return (Reason("another reader", f"“{mention.text}” was not found by the rules for English names."),)


def _reasons(decided: NameDecision, spellings: Spellings, mention: Mention, text: str) -> Iterator[Reason]:
    found = decided.mention
    yield Reason(decided.rule, f"makes “{found.text}” a name: {KINDS[found.type]}.")
    tally = spellings.tallies.get(decided.key)
    if tally:
        yield from _evidence(tally)
    if found.role:
        role = written_beside(found.role, text, found.start, found.end) or found.role
        yield Reason("role beside the name", f"“{found.text}” is called “{role}” here.")
    if found.age:
        yield Reason("age beside the name", f"“{found.text}” is {found.age} here.")
    if mention.type != found.type:
        other = KINDS[mention.type]
        yield Reason("rules of the language, or of the whole dossier", f"make it a name of another type: {other}.")


def _evidence(tally: SpellingEvidence) -> Iterator[Reason]:
    """Yield the evidence of a spelling, the strongest first, what neighbours settled, and the sums."""
    rows = table()
    count = Counter(tally.found)
    for name in sorted(count, key=lambda name: -max(abs(w) for w in rows[name].weights.values())):
        weights = ", ".join(f"{weight:+g} for {KINDS[kind]}" for kind, weight in rows[name].weights.items())
        times = f", found {count[name]} times in the article" if count[name] > 1 else ""
        yield Reason(name, f"{weights}{times}.", rows[name].example.translate(_MARKED))
    for note in tally.notes:
        yield Reason("other names of the article", f"{note[:1].upper()}{note[1:]}.")
    sums = sorted(((weight, KINDS[kind]) for kind, weight in tally.scores.items() if weight), reverse=True)
    if sums:
        yield Reason("sum of the evidence", ", ".join(f"{kind} {weight:.4g}" for weight, kind in sums) + ".")
