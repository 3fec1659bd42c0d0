"""The commands of the command line, their options and help."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import click

from dossier import __version__
from dossier.cli.table import COMMANDS, names_a_folder
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

HELP = """\
Read many articles about one story and get every name, number and quote right.

\b
  dossier                 open the dossier of this folder in the terminal app
  dossier FOLDER          open another folder of articles; it needs no preparation
  dossier --plain         line by line, for screen readers: words, no borders, no colour
  dossier COMMAND …       answer on the command line, with --json for programs

Articles are text, Markdown, saved web pages, PDF, Word or mail. Everything stays on this machine.
In the app, ? shows the keys.
"""

EPILOG = """\
\b
Examples:
  dossier search '"out of service" AND ferry'
  dossier numbers --article 003 --json
  dossier related 'ARTICLE#char=120,380'
  dossier notes add 'ARTICLE#char=120,180' --tag capacity

Exit codes: 0 done, 1 nothing found or a check failed, 2 usage or configuration error, 130 interrupted.
"""


class Commands(click.Group):
    """Commands loaded when called, so that each start imports only what it shows."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return one command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"dossier.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return what is wrong with a first word that is not a command; a folder alone has been opened before."""
        if args and args[0] not in COMMANDS:
            if len(args) == 1 and names_a_folder(args[0]):
                ctx.fail("Give a folder or --config, not both.")
            if names_a_folder(args[0]):
                ctx.fail(f"A folder opens in the app and takes no command; say `cd {one_line(args[0])}` first.")
            ctx.fail(_unknown(args[0]))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Do what a command does; where its reader has seen enough (`| head`), that is no failure, as Click has it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            from dossier.cli.console import streams

            streams.silence(1)
            ctx.exit(0)


def _unknown(word: str) -> str:
    import difflib

    near = difflib.get_close_matches(word, COMMANDS, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"{one_line(word)!r} is neither a command nor a folder.{hint} 'dossier --help' lists the commands."


@click.group(
    cls=Commands,
    help=HELP,
    epilog=EPILOG,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[--config FILE] [--trust] [--plain]",
    subcommand_metavar="[FOLDER | COMMAND …]",
)
@click.option("--config", "file", metavar="FILE", help="Use this configuration instead of the folder's config.yaml.")
@click.option("--trust", is_flag=True, help="Agree to paths of the configuration that lead outside its folder.")
@click.option("--plain", is_flag=True, expose_value=False, help="Line by line, for screen readers, instead of the app.")
@click.version_option(__version__, "--version", message="dossier %(version)s")
@click.pass_context
def cli(ctx: click.Context, file: str | None, trust: bool) -> None:
    """See HELP."""
    ctx.obj = {"file": file, "trust": trust}
    if ctx.invoked_subcommand is None:
        from dossier.cli.console.options import load_config
        from dossier.tui import run

        ctx.exit(run(load_config(ctx)))


def run(words: Sequence[str]) -> int:
    """Do what the words ask for and return the exit code. Raises DossierError."""
    try:
        result: Any = cli.main(words, prog_name="dossier", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.Abort as abort:
        if isinstance(abort.__cause__, EOFError):  # a module that cannot be loaded, and nobody's wish to stop
            raise abort.__cause__ from None
        return 130
    except click.ClickException as error:
        said = error.format_message()
        click.echo(said if said.startswith("Usage:") else f"dossier: {one_line(said)}", err=True)
        return 2
    return result if isinstance(result, int) else 0
