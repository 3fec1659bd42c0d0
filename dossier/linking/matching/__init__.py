"""Candidate pairs (blocking), features of articles and the cache of findings, for every kind of finding."""
