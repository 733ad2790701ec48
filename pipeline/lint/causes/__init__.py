"""What a line under "Root cause" says: only what broke, or what let it break and stay unseen.

lexicon.py      words for controls, for their absence, for habits     features.py   a line -> features for weights/cause.tsv
conditions.py   phrases that name a condition beyond doubt            statement.py  where causes stand, each with its score
people.py       whether a cause ends at a human                       endings.py    the same, for a statement of a document
circles.py      a cause that is its effect again                      links.py      causes that no action answers
reframes.py     words made fit for a suggestion
"""
