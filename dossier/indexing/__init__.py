"""One index run: read and extract what changed in worker processes, store it, link the dossier. Read `run` first."""
