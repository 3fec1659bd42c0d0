"""What all screens share: the dossier, its caches and workers, and the keys; no layout. Read `session` first."""
