"""Capitalised words → the candidates for names in them. Read `runs` first, then `cuts` and `segments`."""
