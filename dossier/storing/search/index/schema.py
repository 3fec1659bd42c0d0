"""The schema that a program with stock Whoosh finds in the index: its own field types and analysers, nothing of ours.

The analysers cut, fold and stem as `storing.text` does, so that the stock query parser looks for the words that are
there. Loads Whoosh; only writing needs it.
"""

from __future__ import annotations

import re
from functools import cache

from whoosh.analysis import (
    Analyzer,
    CharsetFilter,
    LowercaseFilter,
    RegexTokenizer,
    StemFilter,
    StopFilter,
    SubstitutionFilter,
)
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, DATETIME, ID, KEYWORD, NUMERIC, STORED, TEXT, Schema

from dossier.storing.search.index.postings import FORMS, HEADINGS, JOINED, NAMES, STEMS
from dossier.storing.text.stemming import stop_words
from dossier.storing.text.tokens import HYPHENED, HYPHENS, LONGEST, THOUSANDS, WORD, folds


def _words(pattern: str = WORD, *, joined: bool = False) -> Analyzer:
    """Return what cuts a text into folded words."""
    analyser = RegexTokenizer(re.compile(pattern))
    if joined:
        analyser |= SubstitutionFilter(re.compile(f"[{HYPHENS}]"), "")
    analyser |= SubstitutionFilter(re.compile(THOUSANDS.pattern), "")
    analyser |= CharsetFilter(folds())
    analyser |= SubstitutionFilter(re.compile(f"(?s)^(.{{{LONGEST}}}).+$"), r"\1")
    return analyser | StopFilter(stoplist=None, minsize=1)


def _stems(language: str) -> Analyzer:
    """Return what makes stems of a text's words; stop words are left out."""
    analyser = _words()
    if language == "other":
        return analyser
    analyser |= StopFilter(stoplist=stop_words(language), minsize=1)
    return analyser | (StemFilter() if language == "en" else StemFilter(lang=language))


@cache
def schema() -> Schema:
    """Return the schema."""
    words = _words()
    fields = {
        "text": TEXT(analyzer=words, phrase=True),
        "title": TEXT(analyzer=words, phrase=True),
        "outlet": TEXT(analyzer=words, phrase=True),
        "byline": TEXT(analyzer=words, phrase=True),
        "speaker": TEXT(analyzer=words, phrase=True),
        "quote": TEXT(analyzer=words, phrase=True),
        "unit": TEXT(analyzer=words, phrase=True),
        "kind": KEYWORD(lowercase=True, scorable=False),
        "article": ID(stored=True),
        "url": ID(analyzer=RegexTokenizer(r".+") | LowercaseFilter()),
        "published": DATETIME(),
        "number": NUMERIC(float, shift_step=8),
        "start": STORED(),
        "end": STORED(),
        "passage": COLUMN(NumericColumn("q")),
        "owner": COLUMN(NumericColumn("q")),
        "words": COLUMN(NumericColumn("i")),
        JOINED: TEXT(analyzer=_words(HYPHENED.pattern, joined=True) | StemFilter(), phrase=False),
        **{name: TEXT(analyzer=words, phrase=True) for name in NAMES},
    }
    for language, stem_field in STEMS.items():
        fields[stem_field] = TEXT(analyzer=_stems(language), phrase=False)
        fields[HEADINGS[language]] = TEXT(analyzer=_stems(language), phrase=False)
    assert set(FORMS) <= set(fields)
    return Schema(**fields)
