"""config.yaml → Config: where the articles, the index and the notebook are."""
