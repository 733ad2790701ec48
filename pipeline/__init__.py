"""Everything that runs without a browser. The path of the data, each stage a package or module that imports no other:

    sources/    files, folders, zips        -> Material: evidence, records, people
    redact      Material                    -> RedactedMaterial: secrets and personal data replaced, and a report
    timeline/   RedactedMaterial            -> Story: incident with its moments, events in phases, metrics, questions
    draft/      RedactedMaterial + Story    -> Postmortem: every statement citing evidence
    lint/       Postmortem, or any document -> findings: where it blames, guesses, or promises nothing
    render/     Postmortem + findings       -> Markdown, HTML, JSON

run.py calls them in this order; cli/ is the door from the terminal. domain/ holds the nouns, text/ what several stages
need to read text, errors.py everything a user is told.
"""
