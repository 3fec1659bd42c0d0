"""What speaks for a candidate being a name, and of which type. Read `spellings` first.

The weights are in lexicon/tables/evidence.yaml.
"""
