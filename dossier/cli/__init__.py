"""The command line: thin commands over the façade, text for people or JSON Lines for programs.

Words of the command line go in, lines and an exit code come out. `start` is where the program begins: read it first.
`commands` names all commands; `answers` and `upkeep` hold them, `console` what they share.
"""

from dossier.cli.start import main

__all__ = ["main"]
