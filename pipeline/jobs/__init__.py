"""Long work, each piece in a process of its own that no click, reload or crash of a page or server ends.

    Job in the store -> launch -> process: claims it, beats every second, works, says how it ended -> the store

launching.py    starts, stops and settles jobs, from any process         process.py   what the process of a job does
requests.py     what was asked for -> what the path is called with       steps.py     how far it is, beaten into the store
drafting.py, redrafting.py, indexing.py: the work                        working.py   what is kept of a review -> its document

A job is seen through the store alone: whoever looks need not be whoever started it.
"""
