"""Saved web pages become a page: the element that holds the article and the metadata of the site. Read `html` first."""
