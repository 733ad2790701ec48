"""How engineers promise, propose, delegate, agree, decline and report work as done: acts of sentences, and words about work.

    ACTS.find(words("I'll have the alert in by Friday")) -> {"promise"}

The phrases stand in acts.txt and words.txt: formal and terse, lower case, English of many first languages.
"""

from enum import StrEnum

from pipeline.text.phrases import PhraseBook, inflections, phrase_lists


class Act(StrEnum):
    """What a sentence does about a piece of work; acts.txt says what each means."""

    TAKE = "take"
    PROMISE = "promise"
    PRESENT = "present"
    IDLE = "idle"
    IDEA = "idea"
    SUGGEST = "suggest"
    ASK = "ask"
    SEEK = "seek"
    CONCEDE = "concede"
    ABLE = "able"
    FORBID = "forbid"
    DECLINE = "decline"
    HEDGE = "hedge"
    DATE_HEDGE = "date_hedge"
    UNSURE = "unsure"
    LATER = "later"
    UNOWNED = "unowned"
    DONE = "done"
    CHANGED = "changed"
    UNDERWAY = "underway"
    NOT_DONE = "not_done"
    DEFERRED = "deferred"
    CALL = "call"


WORDS = phrase_lists("pipeline.draft.actions", "words.txt")


def _set(name: str) -> frozenset[str]:
    return frozenset(WORDS[name])


WORK_VERBS = _set("verbs")
LIGHT_VERBS = _set("light")
CHANGED_THINGS = _set("changed_things")
SECRET_WORDS = _set("secret")
SECRET_THINGS = _set("secret_things")
SPILLED = _set("spilled")
SHOWN_WORDS = _set("shown")
HESITATION = _set("hesitation")
STATUS_WORDS = _set("status")
BACK_REFERENCE = _set("back_reference")
JOKE_WORDS = _set("joke")
JOKE_SIGNS = tuple(WORDS["joke_signs"])
FILLER = _set("filler")
AGREE_WORDS = _set("agree")
AGREE_PAIRS = frozenset(tuple(pair.split()) for pair in WORDS["agree_pairs"])
APPROVES = frozenset(tuple(opening.split()) for opening in WORDS["approve"])
NO_WORDS = _set("refuse")
AGREE_EMOJI = tuple(WORDS["agree_emoji"])
NO_EMOJI = tuple(WORDS["refuse_emoji"])
AGREE_REACTIONS = _set("agree_reactions")
LAUGHS = _set("laugh_reactions")
CONTRACTIONS = {word.replace("'", ""): word for word in WORDS["contractions"]}
OFFERS = _set("offer")
VOLUNTEER_WORDS = _set("volunteer")
OPEN_ANSWERS = _set("open_answer")
CATEGORIES = {name: _set(name) for name in ("detect", "respond", "process")}
QUESTION_WORDS = _set("question")


def _acts() -> dict[str, list[str]]:
    classes = {
        "<verb>": sorted(WORK_VERBS),
        "<ing>": sorted(form for verb in WORK_VERBS for form in inflections(verb) if form.endswith("ing")),
        "<said>": sorted(WORK_VERBS - _set("said_otherwise")),
        "<idle>": WORDS["idle"],
        "<over>": WORDS["over"],
    }
    lists = phrase_lists("pipeline.draft.actions", "acts.txt")
    for name, verbs in classes.items():
        lists = {act: [phrase.replace(name, "|".join(verbs)) for phrase in phrases] for act, phrases in lists.items()}
    return lists


ACTS = PhraseBook(_acts())
MATTERS = PhraseBook({name: WORDS[name] for name in ("paperwork", "communication")})
"""What work may be about that is no follow-up: the incident's papers, what customers are told."""
