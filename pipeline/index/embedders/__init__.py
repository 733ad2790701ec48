"""Embedders, one a file. In: settings. Out: the one to use, or None for words alone."""
