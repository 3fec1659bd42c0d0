"""Capitalised words → the candidates for names in them. Read `runs` first, then `segments`; `vocabulary` is a word."""
