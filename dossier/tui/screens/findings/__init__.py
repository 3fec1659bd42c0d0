"""The screens of what is worked out of the whole dossier: compare, timeline and coverage.

They ask the session for findings, events or coverage; `entries` makes list entries of these. Read `compare` first.
"""
