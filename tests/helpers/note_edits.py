"""Edits after which a note must never be said to stand: each gives a note, the articles as they are now, and why.

All names and sentences are invented. A seed gives the same edit always.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from dossier.model import Article, Note
from dossier.notebook import CandidateArticle, make_note

NAMES = (
    "Ines Duarte", "Pedro Lima", "Ann Paz", "Bruno Kessler", "Željko Horvat", "Marta Quiroga", "Jean Lefort",
    "Hanna Vogt", "Rui Moreira", "Olga Brandt",
)  # fmt: skip
SUBJECTS = (
    "north line", "south line", "old harbour", "new bridge", "fish market", "west school", "town library",
    "ferry pier", "grain store", "city theatre",
)  # fmt: skip
FILLERS = (
    "It rained for most of the afternoon.",
    "Shops along the quay closed before dusk.",
    "Nobody in the hall asked a second question.",
    "The clerk read the minutes aloud twice.",
    "A crowd of about forty stood outside.",
    "Buses ran late because of the market.",
    "The radio repeated the news every hour.",
    "Two dogs slept below the speaker's table.",
)
SAID = {
    "en": ("“{words},” {name} said on Monday.", "{name} told reporters: “{words}.”", "According to {name}, “{words}.”"),
    "es": ("“{words}”, dijo {name} el lunes.", "{name} declaró: “{words}”."),
    "de": ("„{words}“, sagte {name} am Montag.", "{name} erklärte: „{words}“."),
    "fr": ("« {words} », a dit {name} lundi.", "Selon {name}, « {words} »."),
    "pt": ("“{words}”, disse {name} na segunda-feira.", "{name} afirmou: “{words}”."),
}
WORDS = {
    "en": ("we will not pay for this", "the work ends in spring", "nobody asked us before", "this was our mistake"),
    "es": ("no vamos a pagar esto", "la obra termina en primavera", "nadie nos preguntó antes"),
    "de": ("wir zahlen das nicht", "die Arbeit endet im Frühjahr", "niemand hat uns gefragt"),
    "fr": ("nous ne paierons pas cela", "les travaux finissent au printemps", "personne ne nous a consultés"),
    "pt": ("não vamos pagar por isso", "a obra termina na primavera", "ninguém nos perguntou antes"),
}
NUMBERS = ("12", "7", "500", "5", "40", "three", "1.5", "2025")
BEHIND_NUMBERS = (
    ",000", ".5", "-15", "–15", "%", " %", " million", " percent", "°", "/7", " to 15", " or 16", "th", "bn", " €",
    "\u00a0000", "²", "-fold", "½", " and a half", ":30", " – 15", "k", "\u2009000", " billion euros", "×",
)  # fmt: skip
BEFORE_NUMBERS = (
    "-", "−", "1,", "2.", "$1.", "$", "under-", "1\u00a0", "minus ", "+", "~", "€", "1", "US$", "0.", "post-", "≥",
    "- ", "not ", "over ", "A$", "№", "#", "1’", "−\u2009",
)  # fmt: skip
BEHIND_WORDS = (
    "’t",
    "-elect",
    "’s",
    "n’t",
    "ship",
    "-Ruiz",
    " Ruiz",
    "-turned-rebel",
    "’s brother",
    "s",
    "/Horvat",
    "’ aides",
)
BEFORE_WORDS = (
    "ex-",
    "un",
    "anti-",
    "Mary-",
    "non-",
    "vice-",
    "former ",
    "acting ",
    "pseudo",
    "O’",
    "Mary ",
    "de ",
    "half-",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A note and the articles as they are after an edit that changed what it quoted."""

    kind: str
    note: Note
    articles: list[CandidateArticle]
    what: str


def article(
    text: str, name: str = "a", title: str = "Town hall meets over the repairs", day: str = "2025-11-28"
) -> Article:
    return Article(
        id=name, path=f"in/{name}.txt", text=text, title=title, sha256=f"{hash(text):x}", outlet="Post", published=day
    )


def _note(text: str, quote: str, nth: int = 0) -> Note:
    start = [match.start() for match in re.finditer(re.escape(quote), text)][nth]
    return make_note(article(text), start, start + len(quote))


def _around(rng: random.Random, middle: str) -> tuple[str, str]:
    """Return an article with a paragraph in the middle, and the parts before and after it."""
    first, last = " ".join(rng.sample(FILLERS, 3)), " ".join(rng.sample(FILLERS, 3))
    return f"{first}\n\n", f"\n\n{last}\n"


def glued(rng: random.Random) -> Case:
    """Attach something to an end of the quotation."""
    number = rng.random() < 0.6
    core = rng.choice(NUMBERS) if number else rng.choice(("president", "Ann Paz", "can", "American"))
    behind = rng.random() < 0.5
    lead, tail = rng.choice((("the count rose to ", " people that night"), ("they spoke of ", ", as the clerk wrote")))
    own, glue = f"The hall was full and {lead}{core}{tail}.", ""
    if behind:
        quote, glue = f"{lead}{core}".strip(), rng.choice(BEHIND_NUMBERS if number else BEHIND_WORDS)
        new = own.replace(quote, quote + glue)
    else:
        quote, glue = f"{core}{tail}", rng.choice(BEFORE_NUMBERS if number else BEFORE_WORDS)
        new = own.replace(quote, glue + quote)
    head, foot = _around(rng, own)
    was, now = head + own + foot, head + new + foot
    if rng.random() < 0.5:
        now = f"{rng.choice(FILLERS)}\n\n{now}"
    return Case("glued", _note(was, quote), [CandidateArticle.of(article(now))], f"{quote!r} {glue!r}")


def glued_in(rng: random.Random, text: str) -> Case:
    """Attach something to an end of any stretch of a given text."""
    words = [match.span() for match in re.finditer(r"\w+", text)]
    first = rng.randrange(len(words) - 1)
    last = min(len(words) - 1, first + rng.choice((0, 1, 3, 8, 20)))
    start, end = words[first][0], words[last][1]
    if rng.random() < 0.5:
        glue = rng.choice(BEHIND_NUMBERS if text[end - 1].isdigit() else BEHIND_WORDS)
        now = text[:end] + glue + text[end:]
    else:
        glue = rng.choice(BEFORE_NUMBERS if text[start].isdigit() else BEFORE_WORDS)
        now = text[:start] + glue + text[start:]
    note = make_note(article(text), start, end)
    return Case("glued in text", note, [CandidateArticle.of(article(now))], f"{note.quote[:60]!r} {glue!r}")


def retracted(rng: random.Random) -> Case:
    """Take out, reword or negate a statement; another speaker has the same words somewhere."""
    language = rng.choice(list(SAID))
    words, form = rng.choice(WORDS[language]), rng.choice(SAID[language])
    one, other = rng.sample(NAMES, 2)
    mine, theirs = (form.format(words=words, name=name) for name in (one, other))
    fill = rng.sample(FILLERS, 6)
    gap = " ".join(fill[1 : 1 + rng.randrange(1, 4)])
    new = rng.choice(
        (
            "",
            form.format(words=rng.choice([w for w in WORDS[language] if w != words]), name=one),
            f"{one} did not want to speak.",
            form.format(words=f"no comment on {words.split()[0]}", name=one),
        )
    )
    was, now = [fill[0], mine, gap, theirs, fill[5]], [fill[0], new, gap, theirs, fill[5]]
    if rng.random() < 0.5:
        was, now = [fill[0], theirs, gap, mine, fill[5]], [fill[0], theirs, gap, new, fill[5]]
    if rng.random() < 0.3:  # the other speaker is new as well
        was = [part for part in was if part != theirs]
    join = rng.choice((" ", "\n\n"))
    before, after = join.join(filter(None, was)) + "\n", join.join(filter(None, now)) + "\n"
    start = before.index(mine) + mine.index(words)
    note = make_note(article(before), start, start + len(words), speaker=one)
    return Case("retracted", note, [CandidateArticle.of(article(after))], f"{mine!r} -> {new!r}, {theirs!r}")


def twin(rng: random.Random) -> Case:
    """Delete a sentence whose twin about another subject stays."""
    subjects = rng.sample(SUBJECTS, rng.randrange(2, 5))
    sentence = rng.choice(
        (
            "It will stay shut until the end of the year, officials said.",
            "Officials declined to comment on the matter.",
            "Repairs cost 40,000 euros and take two months.",
            "Nobody was hurt there, the mayor said.",
        )
    )
    lead = rng.choice(("The {} was next on the list.", "Then there is the {}.", "Work began at the {} in May."))
    pieces = [
        (lead.format(subject), sentence, rng.choice((" " + FILLERS[i], ""))) for i, subject in enumerate(subjects)
    ]
    gone = rng.randrange(len(pieces))
    whole = rng.random() < 0.3

    def write(left_out: int | None) -> str:
        parts = [
            "" if left_out == at and whole else f"{first} {'' if left_out == at else second}{third}".strip()
            for at, (first, second, third) in enumerate(pieces)
        ]
        return separator.join(part for part in parts if part) + "\n"

    separator = rng.choice((" ", "\n\n"))
    was, now = write(None), write(gone)
    start = [match.start() for match in re.finditer(re.escape(sentence), was)][gone]
    end = start + len(sentence)
    if rng.random() < 0.5:
        end = start + len(sentence.rsplit(" ", 2)[0])
    return Case("twin", make_note(article(was), start, end), [CandidateArticle.of(article(now))], f"{gone} of {pieces}")


def corrected(rng: random.Random) -> Case:
    """Give the words to another speaker, in the place where they stand."""
    language = rng.choice(list(SAID))
    words, form = rng.choice(WORDS[language]), rng.choice(SAID[language])
    one, other = rng.sample(NAMES, 2)
    if rng.random() < 0.2:
        other = rng.choice(("the mayor's wife", "a spokeswoman of the firm")) if language == "en" else other
    head, foot = _around(rng, "")
    was = head + form.format(words=words, name=one) + foot
    now = head + form.format(words=words, name=other) + foot
    if rng.random() < 0.3:
        now = f"{rng.choice(FILLERS)} {now}"
    start = was.index(words)
    note = make_note(article(was), start, start + len(words), speaker=one)
    return Case("corrected", note, [CandidateArticle.of(article(now))], f"{form} {one} -> {other}")


def series(rng: random.Random) -> Case:
    """Take the article away; another of its series holds the same words."""
    one, other = rng.choice(
        (
            ("Strike at the port: day 1", "Strike at the port: day 2"),
            ("Prices in week 47", "Prices in week 48"),
            ("Council of Arlen votes on schools", "Council of Berlen votes on schools"),
            ("Jury convicts the former treasurer", "Jury acquits the former treasurer"),
            ("Morning briefing", "Evening briefing"),
            ("Harbour closed", "Harbour closed again"),
            ("What we know so far", "What we know so far"),
        )
    )
    paragraphs = [" ".join(rng.sample(FILLERS, 2)) for _ in range(4)]
    said = rng.choice(SAID["en"]).format(words=rng.choice(WORDS["en"]), name=rng.choice(NAMES))
    text = "\n\n".join([*paragraphs[:2], said, *paragraphs[2:]]) + "\n"
    other_text = text if rng.random() < 0.3 and one != other else f"{rng.choice(FILLERS)}\n\n{text}"
    start = text.index(said[5:25])
    note = make_note(article(text, title=one), start, start + 20)
    there = article(f"{other}\n\n{other_text}", "b", other, "2025-11-29")
    return Case("series", note, [CandidateArticle.of(there)], f"{one} -> {other}")


KINDS: dict[str, Callable[[random.Random], Case]] = {
    "glued": glued, "retracted": retracted, "twin": twin, "corrected": corrected, "series": series,
}  # fmt: skip
