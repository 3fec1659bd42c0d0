"""The lsp command: checks a draft in an editor while it is written."""

from __future__ import annotations

import importlib.util

import click

from dossier.cli.console.options import config_option, open_dossier
from dossier.model import DossierError
from dossier.text import extras


@click.command(short_help="Check drafts in an editor, as a language server.")
@config_option
@click.pass_context
def lsp(ctx: click.Context) -> None:
    """Check drafts in an editor while you write, as a language server on standard input and output.

    Needs the library pygls; without it, the command that installs it is shown.
    """
    if importlib.util.find_spec("pygls") is None:
        raise DossierError(f"The language server needs one more library: {extras.command('lsp')}")
    from dossier.lsp.server import server_of

    with open_dossier(ctx) as dossier:
        server_of(dossier).start_io()
