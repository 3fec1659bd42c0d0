"""The patterns that quantities are read by, from `lexicon/patterns/quantities.yaml`."""

from __future__ import annotations

from dossier.extracting.lexicon.patterns import Patterns

PATTERNS = Patterns("quantities")
