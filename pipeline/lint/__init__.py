"""A postmortem -> findings: where it blames, guesses, or promises nothing. Each shows its words and asks how or what.

    document.py, read_*.py   the text as blocks in sections       sections.py       what a heading names
    sentences.py             sentences, code and quotes masked    people.py         who counts as a human
    action_items.py          what is to be done, by whom          subjects.py       whom a predicate is about
    timeline.py              rows with their times                blame/            patterns and a learned model on people
    rule.py, rules/          one rule a file, its docstring its   actions/, causes/ vague or specific, surface or systemic
                             manual page                          model.py          small learned linear models, in weights/
    engine.py                runs the rules in one pass           formats/          one output a file

Files, options, comments, baseline and fixes are around it: files.py, options.py, suppressions.py, baseline.py, fixes.py, run.py.
"""
