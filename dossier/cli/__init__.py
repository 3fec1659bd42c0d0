"""The command line: thin commands over the façade, text for people or JSON Lines for programs."""

from dossier.cli.start import main

__all__ = ["main"]
