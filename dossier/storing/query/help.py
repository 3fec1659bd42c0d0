"""The query language as a table: for the app's help; docs/searching.md says the same at length."""

from __future__ import annotations

from typing import Final

from dossier.model import QueryForm

_TABLE = """
Words
ferry strike | both words, in any form: strike, strikes
"out of service" | exactly these words in this order
"ferry delay"~5 | near each other, at most 5 other words between
"<person> resigned"~8 | anybody near a word; also <org> <place> <nationality> <event> <entity> <number> <date>
ferry OR tram | either; capitals
ferry -tram | the first without the second; NOT tram is the same
ferry (north OR south) | groups
resign* | words that begin so; three letters at least
duarte~ | spelt nearly so; ~1 or ~2 letters off
Articles
title:ferry | a word of the title
outlet:courier | who published it; outlet:"no outlet" where none is named
byline:diaz | who wrote it
tag:pier | articles that you gave this tag
date:2025-11-28..2025-12-01 | published on these days; 2025-11 is a month, ..2025 has no beginning
Names and quotations
person:duarte | a person, in every spelling; org: place: nationality: event: likewise
entity:duarte | a name of any type, in every spelling
speaker:duarte | passages that quote somebody
quote:sorry | words inside quotation marks
speaker:duarte quote:sorry | a passage that quotes Duarte, and in which the word is quoted
Numbers
number:100..500 | a number in this range; 60, >=1.5m, <2k are possible
number:>=1k unit:km | a number with its unit; unit:kilometres is the same
number:<18 kind:age | a number of a kind: count money percent duration distance age magnitude area mass …
More
similar:ARTICLE#char=120,380 | passages of other articles that may tell the same as this stretch
person:(duarte OR diaz) -outlet:courier | fields take groups, phrases, prefix* and fuzzy~, and can be left out
"""


def _forms() -> tuple[QueryForm, ...]:
    forms, section = [], ""
    for line in _TABLE.strip().splitlines():
        typed, bar, finds = line.partition(" | ")
        if bar:
            forms.append(QueryForm(section, typed, finds))
        else:
            section = line
    return tuple(forms)


FORMS: Final = _forms()
