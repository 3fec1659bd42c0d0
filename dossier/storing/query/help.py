"""The query language as a table: for the app's help; docs/searching.md says the same at length."""

from __future__ import annotations

from typing import Final

from dossier.model import QueryForm

_TABLE = """
Words
kast ultimatum | both words, in any form: migrant, migrants
"state of emergency" | exactly these words in this order
"army border"~5 | near each other, at most 5 other words between
"<person> expelled"~8 | anybody near a word; also <org> <place> <nationality> <event> <entity> <number> <date>
kast OR jara | either; capitals
kast -jara | the first without the second; NOT jara is the same
kast (tacna OR arica) | groups
emerg* | words that begin so; three letters at least
chacalluta~ | spelt nearly so; ~1 or ~2 letters off
Articles
title:border | a word of the title
outlet:courier | who published it; outlet:"no outlet" where none is named
byline:diaz | who wrote it
tag:pier | articles that you gave this tag
date:2025-11-28..2025-12-01 | published on these days; 2025-11 is a month, ..2025 has no beginning
Names and quotations
person:kast | a person, in every spelling; org: place: nationality: event: likewise
entity:kast | a name of any type, in every spelling
speaker:kast | passages that quote somebody
quote:leave | words inside quotation marks
speaker:kast quote:leave | a passage that quotes Kast, and in which the word is quoted
Numbers
number:100..500 | a number in this range; 60, >=1.5m, <2k are possible
number:>=1k unit:km | a number with its unit; unit:kilometres is the same
number:<18 kind:age | a number of a kind: count money percent duration distance age magnitude area mass …
More
similar:ARTICLE#char=120,380 | passages of other articles that may tell the same as this stretch
person:(kast OR jara) -outlet:courier | fields take groups, phrases, prefix* and fuzzy~, and can be left out
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
