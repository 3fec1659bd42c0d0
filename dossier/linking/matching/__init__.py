"""Candidate pairs (blocking), features of articles and the cache of findings, for every kind of finding.

Items of all articles go in, pairs with scores come out. Read `features` first, then `blocking` and `cache`.
"""
