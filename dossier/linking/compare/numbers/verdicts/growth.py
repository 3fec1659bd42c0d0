"""A count that grows while a story runs: a toll explains itself, as long as later articles have more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.linking.compare.numbers.matching.evidence import swapped
from dossier.linking.compare.numbers.measuring.measures import Measure
from dossier.linking.compare.numbers.verdicts.bases import other_people
from dossier.linking.compare.numbers.verdicts.times import counts_on, gone_on, lasting
from dossier.linking.compare.numbers.verdicts.wording import by_size
from dossier.model import Verdict
from dossier.text.quantities import in_words

_RISING = re.compile(
    r"\b(?:rose|risen|rises?|rising|climb\w*|so far|latest|expected to|feared|initial|early reports?|toll)\b",
    re.IGNORECASE,
)
_FOUND_AGAIN = frozenset({"missing"})  # those whose count falls once the first are found


def grown(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """Return how a toll explains itself: some later article has more, or fewer of the missing, and hardly one not."""
    involved = [chosen[i] for i in sorted({i for pair in different for i in pair})]
    pairs = [(chosen[a], chosen[b]) for a, b in different]
    if not counts_on(chosen) or not _still_counted(involved) or not _may_grow(pairs):
        return None
    if all(map(lasting, chosen)) and not all(gone_on(*sorted(pair, key=by_size)) for pair in pairs):
        return None
    later, contrary = _order(pairs)
    first, last = (in_words(f(involved, key=by_size).quantity) for f in (min, max))
    if later > contrary * 2:
        return "explained", f"The count rose from {first} to {last} while the story ran."
    if contrary > later * 2 and all(m.counted.role in _FOUND_AGAIN for m in involved):
        return "explained", f"The count fell from {last} to {first} while the story ran."
    if contrary:
        return "unclear", f"The articles count {first} to {last}, and later ones do not always have more."
    return _counted_at_once(chosen, involved, f"The articles count {first} to {last}")


def _counted_at_once(chosen: Sequence[Measure], involved: Sequence[Measure], counts: str) -> tuple[Verdict, str] | None:
    """Return what is said of counts that no day puts in order: rising ones explain themselves."""
    rising = any(m.amount.bound != "=" or m.amount.vague or _RISING.search(m.text) for m in chosen)
    if any(m.published is None for m in involved):
        undated = f"{counts}, and not all of them say of which day they are"
        return ("explained", f"{undated}; such counts rise.") if rising else ("unclear", f"{undated}.")
    if rising:
        return "explained", f"{counts} on the same day, when counts were still rising."
    return None


def _may_grow(pairs: Sequence[tuple[Measure, Measure]]) -> bool:
    """Return whether no pair is rather a slip (38 and 83), and not all are of other people (3 gunmen, 25 people)."""
    return not any(swapped(*pair) for pair in pairs) and not all(other_people(*pair) for pair in pairs)


def _still_counted(involved: Sequence[Measure]) -> bool:
    """Return whether none is of long ago, and either all or none are only supposed."""
    return len({m.supposed for m in involved}) == 1 and not any(m.setting.past for m in involved)


def _order(pairs: Sequence[tuple[Measure, Measure]]) -> tuple[int, int]:
    """Return of how many pairs the later article has the larger number, and of how many the smaller."""
    dated = [sorted(pair, key=by_size) for pair in pairs if all(measure.published for measure in pair)]
    days = [(fewer.published or "", more.published or "") for fewer, more in dated]
    return sum(first < last for first, last in days), sum(first > last for first, last in days)
