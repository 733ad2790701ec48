"""Whether a sentence puts an incident on people: what the guidelines of the labelled data call signals S1 to S5.

patterns.py    predicates and phrases that are blame when a human is their subject, each with its signal
features.py    a sentence as features for the learned model, the patterns among them
judgement.py   both together: which signal, about whom, resting on which words, how sure
"""
