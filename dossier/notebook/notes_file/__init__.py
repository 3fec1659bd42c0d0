"""The notebook's YAML file: read and changed item by item, every other byte kept. Read `notebook` first."""
