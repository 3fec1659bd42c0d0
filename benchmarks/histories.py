"""Changes articles one fact at a time and asks what changed: `python -m benchmarks.histories FOLDER …`.

Each FOLDER holds articles. Of each article copies are made that differ in one thing: a digit of a number, a letter of a
name, a word of a quotation, a weekday, the headline, a sentence that is gone or new. Printed is the share that
`dossier changes` names with the right kind, and of copies that differ in form only (commas, letters' case, quotation
marks, line ends, a moved paragraph) the share of which nothing is told. Edits are drawn with a fixed seed.
"""

from __future__ import annotations

import dataclasses
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.draft_changes import another_digit, another_letter, another_weekday, another_word
from dossier.history import facts_of
from dossier.linking.facts import ArticleFacts
from dossier.linking.versions.changes import changes
from dossier.model import Article, Change
from dossier.reading.reader import article_of

MOST = 4  # edits of a kind for each article


def edits(chance: random.Random, was: ArticleFacts) -> Iterator[tuple[str, str, str, str]]:
    """Yield copies of an article's text with one fact changed: the kind, the words before and after, the text."""
    text, inside = was.article.text, [(p.start, p.end) for p in was.article.passages]
    kinds = (
        ("number", was.quantities, another_digit),
        ("name", was.mentions, another_letter),
        ("quote", was.quotations, another_word),
        ("date", was.dates, another_weekday),
    )
    for kind, found, make in kinds:
        places = [one for one in found if any(start <= one.start < end for start, end in inside)]
        for one in chance.sample(places, min(MOST, len(places))):
            if new := make(chance, one.text):
                yield kind, one.text, new, text[: one.start] + new + text[one.end :]
    # What stands there twice is still told when one of both is gone.
    once = [one for one in was.article.passages if text.count(text[one.start : one.end]) == 1]
    bodies = [passage for passage in once if text.count(" ", passage.start, passage.end) > 12]
    for passage in chance.sample(bodies, min(2, len(bodies))):
        gone = text[passage.start : passage.end]
        yield "text", gone, "", text[: passage.start] + text[passage.end :]
        new = "The harbour master opened a second inquiry into the missing lifeboats."
        yield "text", "", new, f"{text[: passage.end]} {new}{text[passage.end :]}"


def forms(chance: random.Random, was: ArticleFacts) -> Iterator[tuple[str, str]]:
    """Yield copies of an article's text that differ in form only: what was done, and the text."""
    text = was.article.text
    commas = [match.start() for match in re.finditer(r"(?<=[a-z]),(?= [a-z])", text)]
    if commas:
        at = chance.choice(commas)
        yield "a comma less", text[:at] + text[at + 1 :]
    yield "quotation marks", text.replace("“", '"').replace("”", '"').replace("’", "'")
    yield "white space", text.replace("\n\n", "\n\n\n\n").replace(". ", ".  ")
    capitals = list(re.finditer(r"(?<=[a-z] )[a-z]{5,}(?= [a-z])", text))
    if capitals:
        match = chance.choice(capitals)
        yield "a capital letter", text[: match.start()] + match.group().capitalize() + text[match.end() :]
    parts = text.split("\n\n")
    if len(parts) > 5:
        at = chance.randrange(3, len(parts) - 1)
        parts.insert(2, parts.pop(at))
        yield "a moved paragraph", "\n\n".join(parts)


def read(text: str, like: Article) -> Article:
    """Return a changed text as an article."""
    article = article_of(text.encode("utf-8", errors="replace"), ".txt", id=like.id, shown=like.path)
    return dataclasses.replace(article, published=like.published, language=like.language)


def told(kind: str, was: str, now: str, found: list[Change]) -> bool:
    """Return whether a change is told: by its kind, or as part of a quotation or date that holds the words."""
    kinds = {kind, "quote", "date"}
    for one in found:
        spans = [span.text for span in (one.was_span, one.now_span) if span]
        if one.kind == kind and any(words in (was, now) or words in (was or now) for words in spans):
            return True
        if one.kind in kinds and any(was in words or now in words for words in spans):
            return True
    return False


def main() -> None:
    """Print the figures of the folders named on the command line."""
    chance = random.Random(18)
    right, tried, quiet, formed = Counter(), Counter(), Counter(), Counter()
    for path in sorted(path for folder in sys.argv[1:] for path in Path(folder).glob("*.txt")):
        source = path.read_text(encoding="utf-8", errors="replace")
        if len(source.split()) < 60:
            continue
        plain = article_of(source.encode(), ".txt", id="a", shown="a.txt")
        was = facts_of(plain)
        for kind, before, after, text in edits(chance, was):
            found = changes(was, facts_of(read(text, plain)), ("1", "now"))
            tried[kind] += 1
            right[kind] += told(kind, before, after, found)
            if not told(kind, before, after, found):
                print(f"{path.parent.name}/{path.stem} {kind} {before!r} → {after!r}: "
                      f"{[(one.kind, one.was, one.now) for one in found]}", file=sys.stderr)  # fmt: skip
        for form, text in forms(chance, was):
            found = changes(was, facts_of(read(text, plain)), ("1", "now"))
            formed[form] += 1
            quiet[form] += not found
            if found:
                print(f"{path.parent.name}/{path.stem} {form}: {[(one.kind, one.was, one.now) for one in found]}",
                      file=sys.stderr)  # fmt: skip
    for kind, count in tried.items():
        print(f"changed {kind}: {right[kind]} of {count} told ({right[kind] / count:.3f})")
    for form, count in formed.items():
        print(f"only {form}: nothing told of {quiet[form]} of {count} ({quiet[form] / count:.3f})")


if __name__ == "__main__":
    main()
