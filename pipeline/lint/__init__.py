"""A postmortem -> findings: where it blames, guesses, or promises nothing. Each shows its words and asks how or what.

    document.py        the text as blocks in sections          sections.py   what a heading names
    sentences.py       sentences, code and quotes masked        action_items.py  what is to be done, by whom, until when
    rule.py            what a rule is                           rules/        one rule a file: its docstring is its manual page
    registry.py        finds the rules                          engine.py     runs them in one pass
    model.py           small learned linear models              weights/      what they learned (make train-lint)
    formats/           one output a file
"""
