"""Caches built from the store, each of which can be thrown away: vectors, words, and the embedders that make vectors of words.

store (passages) -> embedders/ -> vectors.py (Chroma) -> nearest passages
                 -> words.py (lexical)                -> passages that share words
"""
