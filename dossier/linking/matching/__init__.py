"""Candidate pairs (blocking), features of articles and the cache of findings, for every kind of finding.

Items of all articles go in, pairs with scores and groups of them come out. Read `features` first, then `blocking`,
`cache` and `clusters`.
"""
