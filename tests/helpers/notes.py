"""Notes and the articles that they quote: one about a ferry, one about a harbour, and notes of any content."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dossier.model import Article, Note
from dossier.notebook import make_note
from tests.conftest import ROOT

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FERRY = (
    "The ferry was late again. “No one told us anything,” said Ines Duarte, who was there at noon. It came at six.\n"
)
ARTICLE = Article(
    id="000_ferry", path="seeds/000_ferry.txt", title="Late again", text=FERRY, sha256="0f" * 32,
    outlet="Harbour Post", published="2025-11-29",
)  # fmt: skip
NOW = datetime(2026, 11, 21, 23, 10, 5, tzinfo=UTC)
EVERY_TEXT = st.text(max_size=60)
FILE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def note(quote: str = "No one told us anything", **more: object) -> Note:
    start = FERRY.index(quote)
    return replace(make_note(ARTICLE, start, start + len(quote), speaker="Ines Duarte", now=NOW), **more)


def numbered(number: int) -> Note:
    return note(id=f"n-20261121T231005Z-{number:04x}")


NOTES = st.builds(
    Note,
    id=st.from_regex(r"n-[a-z0-9]{1,12}", fullmatch=True),
    quote=EVERY_TEXT.filter(bool), article=EVERY_TEXT.filter(bool),
    start=st.integers(0, 10**6), end=st.integers(10**6 + 1, 10**7),
    speaker=st.none() | EVERY_TEXT.filter(bool), title=st.none() | EVERY_TEXT.filter(bool),
    outlet=st.none() | EVERY_TEXT.filter(bool), published=st.none() | st.dates().map(str),
    tags=st.lists(EVERY_TEXT.filter(bool), max_size=3).map(tuple),
    comment=EVERY_TEXT, created=st.just("2026-11-21T23:10:05Z") | EVERY_TEXT, sha256=EVERY_TEXT,
    prefix=EVERY_TEXT, suffix=EVERY_TEXT,
)  # fmt: skip
BY_HAND = """\
# what I keep
- id: a    # the first
  speaker: &ines Ines Duarte
  quote: >-
    No one told us
    anything
  article: 'seeds/000_ferry.txt'
  comment: |
    Ask her again.
    # not a comment
  tags:
    - ferry
    # - harbour
    - delay
  target:
    selector:
    - {exact: No one told us anything}
    - {start: 27, end: 50}

# and this
- {id: b, quote: late, article: seeds/000_ferry.txt, speaker: *ines,
   target: {selector: [{type: TextPositionSelector, start: 14, end: 18}]}}   # in brackets
# the end"""
HARBOUR = """The harbour was closed for 12 days, the mayor said, and dozens of boats stayed out.

“We had no warning at all,” Ines Duarte told a reporter. “Nobody came, nobody called.”

On Friday the mayor promised that it would open again within 12 days. Dozens of skippers doubted it.

The ferry company lost 40,000 euros, its owner Željko Horvat said, and nobody would pay for that.
"""


def title(text: str) -> str:
    """Give the beginning of the first paragraph that is long enough for a title, however it is wrapped."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text))
    return next((words for words in paragraphs if words.count(" ") > 2), text)[:110]


def article(text: str, identity: str = "a", sha256: str | None = None, **more: str) -> Article:
    known = {"title": title(text), "sha256": sha256 or f"{hash(text):x}"} | more
    return Article(id=identity, path=f"in/{identity}.txt", text=text, **known)


def noted(quote: str, text: str = HARBOUR, *, nth: int = 0) -> Note:
    start = [match.start() for match in re.finditer(re.escape(quote), text)][nth]
    return make_note(article(text), start, start + len(quote))
