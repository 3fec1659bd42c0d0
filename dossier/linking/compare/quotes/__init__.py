"""Compares quotations: `DossierFacts` go in, a finding comes out for each utterance that several articles quote.

Read `compare` first. `pair_score` decides which wordings are one `utterance`, `speakers` who is credited with it,
`unquoted` finds its words outside quotation marks, and `verdict` says how the wordings differ.
"""
