"""The text index and the answering of queries: query trees go in, passages with scores and highlights come out.

Read `passage_search` first, then `view` and `evaluate`; `index` has the files.
"""
