"""The engine for teams and collections past one machine: a dossier on an OpenSearch cluster (docs/scale.md)."""
