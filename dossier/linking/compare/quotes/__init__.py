"""Findings about quotations: what is quoted goes in, words of one utterance that outlets give otherwise come out.

Read `compare` first.
"""
