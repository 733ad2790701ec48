"""The words for a piece of work: cut out of what was said, never reworded, and with what they are about.

"that is a live token in a channel" / "Please rotate" / "will do" -> "Rotate: that is a live token in a channel"
"""

import re

from pipeline.draft.actions.cutting import imperative, shortened, trimmed, without_lead
from pipeline.draft.actions.lexicon import LIGHT_VERBS, SECRET_THINGS, SECRET_WORDS, WORK_VERBS, Act
from pipeline.draft.actions.remarks import TICKET, Remark, Sentence, stem, stems, work_verbs
from pipeline.draft.actions.speech import takes, tells_secret
from pipeline.draft.actions.work import Work
from pipeline.text.phrases import words
from pipeline.text.times.mention import DueMention

FIRM = 3.0
"""So much a sentence gains in which the owner says what they will do."""
ENOUGH_THINGS = 2
WHILE = re.compile(r"\b(?:as soon as|once|after|when|while|until|before|if)\b.*", re.IGNORECASE)
POINTS_BACK = re.compile(
    r"(?:\W*\w+){0,2}?\W*\b(?:it|them|both|that one|this one|(?:this|that|those|these)(?=\s*(?:$|[,.;:!?)]"
    r"|(?:by|at|in|until|till|before|on|for|to|with|as|today|tonight|tomorrow|now)\b)))\b",
    re.IGNORECASE,
)
ROTATED = re.compile(
    r"(?:(?:and|so|also|ok|okay|done|fyi)\b[\s:,.]*)*(?P<what>[\w\-'’ ./]{3,60}?)[\s:,]+"
    r"(?:(?:is|are|was|were|has|have|had|got|been|now|also|just|both)\s+)*(?P<did>rotate|revoke|invalidate|reissue)d\b",
    re.IGNORECASE,
)
ROTATES = re.compile(
    r"(?:i|we)(?: have|['’]ve)?(?: just| now)? (?P<did>rotate|revoke|invalidate|reissue)d\s+"
    r"(?P<what>[\w\-'’ ./]{3,60}?)(?=[,;:!?]|\.(?:\s|$)|$)",
    re.IGNORECASE,
)
VAGUE = re.compile(r"\w+ the [\w-]+$", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\[secret \d+(?:: [\w -]+)?\]")
GOES_ON = re.compile(r"(?:and )?(?:into|onto|in|on|as|with|including)\b", re.IGNORECASE)


def action_text(work: Work) -> tuple[str, tuple[Remark, ...]]:
    """The words for the work, and the remarks that they are cut from.

    A sentence that does not say what it is about ("will rotate", "I'll build it") follows the one that does.
    """
    if work.words:
        return trimmed(work.words), (work.root,)
    if rotated := rotation(work):
        return rotated
    remark, at = best_sentence(work)
    sentence = remark.sentences[at]
    text = imperative(sentence, remark.dues[at], remark)
    if says_what(text):
        return with_rest(text, remark, at), (remark,)
    lead, source = subject_of(work, remark, at)
    if source is None:
        return (text if len(text.split()) > 1 else trimmed(sentence.text)), (remark,)
    return shortened(f"{lead}: {text[:1].lower() + text[1:]}"), (remark, source)


def best_sentence(work: Work) -> tuple[Remark, int]:
    """The sentence of its proposal or promise that says best what is to be done."""
    said = [work.root] + ([work.taken] if work.taken and work.taken is not work.root else [])
    options = [
        (tells(s) + FIRM * (r is work.taken and promises_something(s, due, r)), -n, -at, r)
        for n, r in enumerate(said)
        for at, (s, due) in enumerate(zip(r.sentences, r.dues, strict=True))
    ]
    _, _, at, remark = max(options, key=lambda option: option[:3])
    return remark, -at


def promises_something(s: Sentence, due: DueMention | None, remark: Remark) -> bool:
    return takes(s) and len(things(imperative(s, due, remark))) > 1


def tells(s: Sentence) -> float:
    """How well a sentence says what is to be done."""
    firm = s.does(Act.TAKE, Act.PROMISE, Act.PRESENT, Act.IDEA, Act.SUGGEST, Act.ASK)
    soft = s.does(Act.DECLINE, Act.HEDGE, Act.CONCEDE)
    secret = not SECRET_WORDS.isdisjoint(s.words)
    return min(len(stems(s.text)), 7) + 2.5 * firm + 1.0 * bool(work_verbs(s.words)) + 4.0 * secret - 3.0 * soft


def things(text: str) -> frozenset[str]:
    """Stems of what the text is about: none where it points back, its first verb and its "as soon as" left out."""
    main = (text if WHILE.match(text) else WHILE.sub("", text)).strip()
    if POINTS_BACK.match(main) and not TICKET.search(main):
        return frozenset()
    first = words(main[:40])[:1]
    return stems(main) - ({stem(first[0])} if first and first[0] in WORK_VERBS | LIGHT_VERBS else set())


def says_what(text: str) -> bool:
    """Whether somebody who reads only this knows what it is about; "the design" does not say of what."""
    head = WHILE.sub("", text).split(",")[0].strip()
    vague = VAGUE.match(head) is not None and len(things(head)) < ENOUGH_THINGS
    return bool(things(text)) and not vague


def subject_of(work: Work, remark: Remark, at: int) -> tuple[str, Remark | None]:
    """The sentence that says what the work is about: earlier in the remark, in the request, before it, in the same thread."""
    earlier = [(remark, n) for n in range(at - 1, -1, -1)]
    others = [r for r in (work.root, work.before, *work.members) if r and r is not remark and r is not work.done]
    groups = [earlier, *([(r, n) for n in range(len(r.sentences))] for r in dict.fromkeys(others))]
    if tells_secret(work.root) or tells_secret(remark):
        told = [(r, n) for group in groups for r, n in group if not PLACEHOLDER.search(r.piece.text)]
        shown = [(r, n) for r, n in told if not SECRET_THINGS.isdisjoint(r.sentences[n].words)]
        groups = [shown[:1], *([told] if told else [])]
    for group in groups:
        leads = [(imperative(r.sentences[n], r.dues[n], r), r) for r, n in group]
        leads = [(lead.rstrip(" .:;,"), r) for lead, r in leads if leads_in(lead, r)]
        if leads:
            return leads[0] if group is groups[0] else max(leads, key=lambda found: len(things(found[0])))
    return secret_of(work) if tells_secret(work.root) or tells_secret(remark) else ("", None)


def leads_in(text: str, remark: Remark) -> bool:
    """Whether the words can stand before work as what it is about."""
    return bool(things(text)) and len(stems(text) - remark.names) >= ENOUGH_THINGS


def secret_of(work: Work) -> tuple[str, Remark | None]:
    """The placeholder of the secret that was shown."""
    return next(((found[0], r) for r in work.members if (found := PLACEHOLDER.search(r.piece.text))), ("", None))


def with_rest(text: str, remark: Remark, at: int) -> str:
    """With what the speaker added: what a short subject holds, where it goes."""
    following = remark.sentences[at + 1 : at + 2]
    if not following or following[0].question or takes(following[0]):
        return text
    rest = imperative(following[0], remark.dues[at + 1], remark)
    if GOES_ON.match(rest) and not following[0].acts:
        return shortened(f"{text}, {rest[:1].lower() + rest[1:]}")
    short = TICKET.search(text) and len(things(TICKET.sub("", text))) < ENOUGH_THINGS
    return shortened(f"{text}: {rest[:1].lower() + rest[1:]}") if short and len(things(rest)) >= ENOUGH_THINGS else text


def rotation(work: Work) -> tuple[str, tuple[Remark, ...]] | None:
    """Of a secret that was rotated: what it was, from the report; with the request where the report has one word for it."""
    if work.done is None or work.collected or not (tells_secret(work.root) or any(tells_secret(m) for m in work.members[:3])):
        return None
    for s in work.done.sentences:
        text = without_lead(s.text, work.done)
        found = ROTATES.match(text) or ROTATED.match(text)
        if found and things(found["what"]):
            action = trimmed(f"{found['did'].lower()} {found['what'].strip()}")
            bare = len(found["what"].split()) == 1
            lead, source = subject_of(work, work.done, 0) if bare else ("", None)
            if source is None:
                return action, (work.done,)
            return shortened(f"{action}: {lead[:1].lower() + lead[1:]}"), (source, work.done)
    return None
