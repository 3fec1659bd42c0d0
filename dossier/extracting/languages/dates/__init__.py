"""Dates in Spanish, French, German and Portuguese: an article and a language's words go in, dates come out.

Read `find` first, then the rules in `figures` and `words`.
"""

from dossier.extracting.languages.dates.find import find_dates

__all__ = ["find_dates"]
