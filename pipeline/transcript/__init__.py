"""Evidence -> what a model sees of it: lines with short references, people as role pseudonyms, chunks of a long channel."""
