"""Articles and what was extracted from them, kept and found again: catalogue, text index, query language."""
