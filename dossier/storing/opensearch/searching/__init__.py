"""Questions about the passages of a dossier on a cluster."""
