"""Questions about the passages of a dossier on a cluster: query trees go in, hits and counts come out.

Read `view` first, then `translate`.
"""
