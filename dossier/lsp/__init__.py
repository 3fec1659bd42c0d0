"""The checks of a draft in any editor that speaks the Language Server Protocol. Needs the extra `lsp`.

Documents of the editor go in, diagnostics and hovers come out. Read `server` first.
"""
