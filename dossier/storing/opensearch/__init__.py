"""The engine for teams and collections past one machine: a dossier on an OpenSearch cluster (docs/scale.md).

The same goes in and out as of `local`. Read `indices` first, then `store`.
"""
