"""Measures the search for related incidents in memory, beside BM25 alone, vectors alone and their rank fusion."""
