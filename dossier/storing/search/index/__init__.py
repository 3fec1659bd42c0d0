"""The files of the text index: segments, manifest, directory, reader.

What is told of passages goes in, posting lists come out. Read `directory` first, then `reader` and `builder`.
"""
