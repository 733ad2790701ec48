"""Everything that runs without a browser. The path of the data, each stage a package or module that imports no other:

    pull/       an id or a link             -> files as tools export them, and a manifest (pulling.py brings keys and folder)
    sources/    files, folders, zips        -> Material: evidence, records, people
    redact      Material                    -> RedactedMaterial: secrets and personal data replaced, and a report
    timeline/   RedactedMaterial            -> Story: incident with its moments, events in phases, metrics, questions
    draft/      RedactedMaterial + Story    -> Postmortem: every statement citing evidence
    lint/       Postmortem, or any document -> findings: where it blames, guesses, or promises nothing
    render/     Postmortem + findings       -> Markdown, HTML, JSON

And that of past incidents:

    corpus/     files, folders              -> PastIncident: parts, action items, who may know of it
    store/      PastIncident + passages     -> kept in a database: the truth
    index/      store                       -> words and vectors to search in: caches
    related/    a question + the indexes    -> related incidents with their reasons, patterns, or an honest "nothing similar"

keeping.py fills the store, searching.py and asking.py compose the search.

And that of a review:

    review/     items, a newer draft, now   -> what the rules of the process say: offers, deadlines, what blocks
    publish/    Postmortem                  -> a document for readers inside or outside that can harm nobody
    jobs/       a draft, a redraft, an index -> a process of its own, seen through the store
    reviewing/  a person at the desk         -> what they may see and do, composed of everything above

run.py calls the stages of a draft in their order; cli/ is the door from the terminal. domain/ holds the nouns, text/ what
several stages need to read text, errors.py everything a user is told.
"""
