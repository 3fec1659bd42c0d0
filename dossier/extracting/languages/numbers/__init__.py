"""Quantities with decimal commas: an article, a language's words, its dates and names go in, quantities come out.

Read `find` first; `figures`, `words` and `shares` read the number, `measures` what stands behind it.
"""

from dossier.extracting.languages.numbers.find import find_quantities

__all__ = ["find_quantities"]
