"""Which numbers of several articles measure one thing.

In go pairs of measures, out comes the logarithm of odds that each is of one thing. `constraints` keeps apart
what cannot be one thing, `evidence` and `rivals` name what speaks for and against, `weights.yaml` says how much each
counts. Read `same` first.
"""
