"""What several articles say of one thing, side by side, with a verdict; a sub-package a kind.

`DossierFacts` go in, `Finding`s come out. Read `findings` first; it calls the module `compare` of each kind.
"""
