"""Findings about spellings of names. Read `compare` first."""
