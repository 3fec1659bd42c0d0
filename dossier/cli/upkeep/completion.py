"""`dossier completion`: what the shells need to complete commands and options with the tab key."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dossier.cli.console import output
from dossier.model import DossierError
from dossier.text.visible import one_line

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_DOSSIER_COMPLETE"
"""The environment variable with which a shell asks for completions."""


@click.command(short_help="Let the shell complete commands and options with the tab key.")
@click.argument("shell", required=False, type=click.Choice(SHELLS))
@click.option("--print", "print_", is_flag=True, help="Print the script instead of installing it.")
@click.pass_context
def completion(ctx: click.Context, shell: str | None, print_: bool) -> None:
    """Install completion for SHELL, or for the one that $SHELL names.

    The script goes into the folder in which the shell looks for those of a user; `--print` shows it instead.
    """
    shell = shell or Path(os.environ.get("SHELL", "")).name
    if shell not in SHELLS:
        raise DossierError(f"Name your shell: dossier completion {' or '.join(SHELLS)}.")
    script = _script(ctx.find_root().command, shell)
    if print_:
        click.echo(script, nl=False)
        return
    place, after = _place(shell)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(script, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or error
        raise DossierError(f"{one_line(str(place))} cannot be written ({reason}); use --print.") from error
    output.say(f"Wrote {one_line(str(place))}. {after}")


def _script(command: click.Command, shell: str) -> str:
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    try:
        return f"{made(command, {}, 'dossier', VARIABLE).source()}\n"
    except RuntimeError as error:  # click asks bash for its version
        raise DossierError(f"{one_line(str(error))}") from error


def _place(shell: str) -> tuple[Path, str]:
    """Return where a shell looks for a user's completions, and what is left to do."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    if shell == "fish":
        return settings / "fish" / "completions" / "dossier.fish", "New fish shells complete dossier."
    if shell == "bash":
        after = "New shells complete dossier where the package bash-completion is installed."
        return data / "bash-completion" / "completions" / "dossier", after
    after = "Add this to ~/.zshrc before compinit: fpath=(~/.local/share/zsh/site-functions $fpath)"
    return data / "zsh" / "site-functions" / "_dossier", after
