"""The patterns that quantities are read by, from `lexicon/patterns/quantities.yaml`."""

from __future__ import annotations

from functools import partial

from dossier.extracting.lexicon import table
from dossier.text.patterns import Patterns

PATTERNS = Patterns(partial(table, "patterns/quantities"))
