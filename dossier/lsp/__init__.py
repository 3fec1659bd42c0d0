"""The checks of a draft in any editor that speaks the Language Server Protocol. Needs the extra `lsp`."""
