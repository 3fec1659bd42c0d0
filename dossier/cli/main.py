"""The `dossier` command: its options, how a folder opens, and how errors are told."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from dossier.model import DossierError
from dossier.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.config import Config

HELP = """\
Read many articles about one story and get every name, number and quote right.

\b
  dossier                 open the dossier of this folder in the terminal app
  dossier FOLDER          open another folder of articles; it needs no preparation
  dossier COMMAND …       answer on the command line, with --json for programs

Articles are text, Markdown, saved web pages, PDF, Word or mail. Everything stays on this machine.
In the app, ? shows the keys.
"""

EPILOG = """\
\b
Examples:
  dossier search '"state of emergency" AND tacna'
  dossier numbers --article 003 --json
  dossier related 'ARTICLE#char=120,380'
  dossier notes add 'ARTICLE#char=120,180' --tag capacity

Exit codes: 0 done, 1 nothing found or a check failed, 2 usage or configuration error, 130 interrupted.
"""


class Commands(click.Group):
    """Commands loaded when called, so that each start imports only what it shows."""

    modules: ClassVar[dict[str, str]] = {
        "add": "add",
        "index": "index",
        "articles": "ask",
        "show": "ask",
        "search": "search",
        "entities": "ask",
        "numbers": "ask",
        "dates": "ask",
        "quotes": "ask",
        "related": "ask",
        "compare": "compare",
        "timeline": "timeline",
        "coverage": "coverage",
        "notes": "notes",
        "doctor": "care",
        "init": "care",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Give the commands in the order in which people need them."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and give one command."""
        if cmd_name not in self.modules:
            return None
        module = importlib.import_module(f"dossier.cli.{self.modules[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a first word that is no command for the folder to open."""
        if args and args[0] not in self.modules:
            if len(args) == 1 and (os.sep in args[0] or Path(args[0]).expanduser().exists()):
                return "open", _open, args
            ctx.fail(_unknown(args[0]))
        return super().resolve_command(ctx, args)


def _unknown(word: str) -> str:
    import difflib

    near = difflib.get_close_matches(word, Commands.modules, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"{one_line(word)!r} is neither a command nor a folder.{hint} 'dossier --help' lists the commands."


@click.group(
    cls=Commands,
    help=HELP,
    epilog=EPILOG,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[--config FILE]",
    subcommand_metavar="[FOLDER | COMMAND …]",
)
@click.option("--config", "file", metavar="FILE", help="Use this configuration instead of the folder's config.yaml.")
@click.version_option(None, "--version", package_name="dossier", message="dossier %(version)s")
@click.pass_context
def cli(ctx: click.Context, file: str | None) -> None:
    """See HELP."""
    ctx.obj = {"file": file}
    if ctx.invoked_subcommand is None:
        _start(ctx, None)


@click.command("open", hidden=True)
@click.argument("folder")
@click.pass_context
def _open(ctx: click.Context, folder: str) -> None:
    """Open a folder in the app."""
    if ctx.obj["file"]:
        raise click.UsageError("Give a folder or --config, not both.")
    _start(ctx, folder)


def _start(ctx: click.Context, folder: str | None) -> None:
    from dossier.tui import run

    ctx.exit(run(load_config(ctx, folder)))


def load_config(ctx: click.Context, folder: str | None = None) -> Config:
    """Give the configuration that this call is about."""
    from dossier.config import load

    return load(ctx.obj["file"], folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; no traceback reaches the user."""
    # Names of files may be bytes that are no text: what cannot be written is written as �, never an error.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        result: Any = cli.main(arguments, prog_name="dossier", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except click.ClickException as error:
        click.echo(f"dossier: {visible(error.format_message())}", err=True)
        return 2
    except DossierError as error:
        click.echo(f"dossier: {visible(str(error))}", err=True)
        return 2
    except BrokenPipeError:
        # The reader of our output has seen enough (`| head`); keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last line of defence
        click.echo(f"dossier: {_unforeseen(error)}", err=True)
        return 2
    return result if isinstance(result, int) else 0


def _unforeseen(error: Exception) -> str:
    """Keep the traceback in a file for a bug report, and say where."""
    import platformdirs

    place = Path(platformdirs.user_state_dir("dossier", appauthor=False)) / "error.log"
    what = f"this should not have happened ({type(error).__name__}: {one_line(str(error))[:200]})."
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="replace")
    except OSError:
        return what
    return f"{what} Please report it with {place}."
