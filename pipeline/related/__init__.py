"""Past incidents that share a mechanism with a query, each with the passage that says why; or an honest nothing.

passages.py   PastIncident          -> Passage[]: what is embedded and indexed
query.py      what somebody asks    -> its words with weights, widened by the vocabulary of operations
rank.py       two searches          -> incidents in order, by their best passages
decide.py     the order's features  -> a score from 0 to 1 that means the same on any corpus, and whether to be silent
reasons.py    an incident found     -> the passages that say why, what is still open
helping.py    its passages          -> the sentence that says what helped, or none
"""
