"""`dossier --plain`: the dossier line by line, for screen readers and terminals that only print.

Each line is a command of the command line without `dossier`, and what it answers is printed as words: no borders, no
colour, nothing that moves. Places in an answer are numbered, to be read, or kept in the notebook, by their number.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import textwrap
from collections.abc import Callable, Sequence

from dossier.cli.console import output
from dossier.cli.table import COMMANDS
from dossier.config import Config
from dossier.dossier import Dossier
from dossier.model import Article, DossierError, Link, LinkError, parse_link
from dossier.text.counting import counted
from dossier.text.visible import one_line, visible

_WRITTEN = r"\[(?P<words>[^\[\]]+)\]\((?P<of>\S+#char=\d+,\d+)\)"  # as Markdown has it: [words](link)
_LINK = re.compile(rf"{_WRITTEN}|(?!\(?\[[^\[\]]+\]\()\S+#char=\d+,\d+")
_ABOUT_PLACES = ("related", "explain")
_HELP = """\
Type a word to search for, or one of:
  search WORDS        passages with these words
  articles            all articles
  entities, numbers, quotes, dates, compare, timeline, coverage, notes
  read 3              the passage of place 3 of the last answer
  more                the passage after the one that was read last
  back                the passage before it
  keep 3              bookmark the words of place 3
  related #3          what other articles report of place 3; #3 stands for it in any command
  help                these lines; `help COMMAND` says more of a command
  quit                leave"""

Run = Callable[[Sequence[str]], int]


class PlainMode:
    """Takes one line after another; `run` does a command of the command line and prints its answer."""

    def __init__(self, dossier: Dossier, run: Run) -> None:
        self._dossier, self._run = dossier, run
        self._places: list[Link] = []
        self._at: tuple[Article, int] | None = None  # the passage that was read last

    def take(self, line: str) -> str | None:
        """Return what a line answers; None where it ends the dialogue."""
        try:
            words = shlex.split(line)
        except ValueError:
            words = line.split()
        first, *more = words or [""]
        match first:
            case "quit" | "exit" | "q":
                return None
            case "":
                return ""
            case "help":
                return self._answer([*more, "--help"]) if more else _HELP
            case "read" | "keep":
                return self._with_place(first, more)
            case "more" | "back":
                return self._step(1 if first == "more" else -1)
            case _ if first in _ABOUT_PLACES and not more:
                return self._which(f"{first} #1")
            case _:
                return self._answer(words if first in COMMANDS else ["search", line])

    def _answer(self, words: Sequence[str]) -> str:
        """Return what a command prints, its places numbered."""
        said, words = io.StringIO(), [self._linked(word) for word in words]
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            signs = output.IN_WORDS.set(True)
            try:
                self._run(words)
            except DossierError as error:
                said.write(f"{one_line(str(error))}\n")
            finally:
                output.IN_WORDS.reset(signs)
        if "--help" in words:
            return said.getvalue().rstrip("\n")
        self._places.clear()
        return _LINK.sub(self._numbered, said.getvalue()).rstrip("\n")

    def _linked(self, word: str) -> str:
        """Return the link that `#3` stands for, any other word as it is."""
        number = int(word[1:]) if word[:1] == "#" and word[1:].isdecimal() else 0
        return str(self._places[number - 1]) if 1 <= number <= len(self._places) else word

    def _numbered(self, found: re.Match[str]) -> str:
        try:
            self._places.append(parse_link(found["of"] or found[0]))
        except LinkError:
            return found[0]
        return ", ".join(filter(None, (found["words"], f"place {len(self._places)}")))

    def _with_place(self, what: str, more: Sequence[str]) -> str:
        number = int(more[0]) if more and more[0].isdecimal() else 0
        if not 1 <= number <= len(self._places):
            return self._which(f"{what} 1")
        place = self._places[number - 1]
        if what == "keep":
            note = self._dossier.add_note(place)
            return f"Bookmarked: {one_line(note.quote)}"
        article = self._dossier.article(place.article)
        starts = [passage.start for passage in article.passages]
        index = max((at for at, start in enumerate(starts) if start <= place.start), default=0)
        self._at = article, index
        return self._passage()

    def _which(self, example: str) -> str:
        return f"Say which place, for example {example}; the last answer has {counted(len(self._places), 'place')}."

    def _step(self, step: int) -> str:
        if self._at is None:
            return "Nothing was read yet: read 1 reads the first place of the last answer."
        article, index = self._at
        if not 0 <= index + step < len(article.passages):
            return "That was the last passage." if step > 0 else "That was the first passage."
        self._at = article, index + step
        return self._passage()

    def _passage(self) -> str:
        """Return the passage that is read, with where it stands."""
        assert self._at is not None
        article, index = self._at
        if not article.passages:
            return "The article has no text."
        passage = article.passages[index]
        head = ", ".join(filter(None, (one_line(article.title), one_line(article.outlet or ""))))
        where = f"passage {index + 1} of {len(article.passages)}"
        return f"{head}, {where}:\n{visible(article.text[passage.start : passage.end])}"


def folded(text: str, columns: int) -> str:
    """Return a text with its long lines folded between words; what follows is indented as the line's beginning."""
    return "\n".join(
        "\n".join(
            textwrap.wrap(
                line,
                columns,
                subsequent_indent=line[: len(line) - len(line.lstrip(" "))],
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
        for line in text.split("\n")
    )


def run(config: Config) -> int:
    """Answer line after line of standard input until it ends; return the exit code."""
    from dossier.cli import commands
    from dossier.cli.console.options import update

    os.environ["NO_COLOR"] = "1"
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - gives input() its history and editing
    if config.file is None:
        os.chdir(config.base)
    before = ["--config", str(config.file)] if config.file else []
    with Dossier(config) as dossier:
        if dossier.stale():
            update(dossier)
        plain = PlainMode(dossier, lambda words: commands.run([*before, *words]))
        print(f"Dossier with {counted(len(dossier.articles()), 'article')}. Type a word to search for, help, or quit.")
        prompt = "dossier> " if sys.stdin.isatty() else ""
        while True:
            try:
                answer = plain.take(input(prompt))
            except EOFError:
                return 0
            except DossierError as error:
                answer = one_line(str(error))
            if answer is None:
                return 0
            print(folded(answer, output.width()) if sys.stdout.isatty() else answer, flush=True)
