"""What an action item promises: whether somebody who was not there could say, looking at something, that it is done.

tokens.py      its words, numbers, names and code            opening.py    where the promise begins: after status and owner
words.py       verbs and nouns by how much they promise      features.py   the promise as features of the model
patterns.py    sanctions, circles, calls for care            judgement.py  vague or not, and how so
fields.py      owner and due date where they stand in the words
"""
