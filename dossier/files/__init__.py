"""Safe use of files: what this program reads and changes of its user's, and what it keeps of its own.

`text_file` reads and changes a file that its user may be editing too: read it first. `atomic` puts a new version in the
place of the old; `locks` lets programs write one after another; `folders` makes what is private; `no_links` opens what
strangers made. `yaml_tree` reads YAML within bounds, `yaml_edit` changes one value of it and leaves every other byte,
`yaml_file` does so for whole files: `yaml_pairs` of `name: value` lines, `yaml_records` of small records.
`store_address` reads the address of a cluster.
"""
