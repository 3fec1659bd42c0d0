"""Saved web pages become blocks: the element that holds the article and the metadata of the site. Read `html` first."""
