"""Text that tells a machine reader what to write. In: a sentence, a line or a whole message. Out: whether, and where, it does.

Chat, alerts and tickets are data (design: rule 7). Such a passage stays in its message as an event of the incident, and
nothing is taken from it: no section, severity, action or link. People also give each other orders ("ignore that alert", "write
it in the doc"), so what counts is whom the words address: an assistant, a model, an automated reader; or the marks of a prompt.
"""

import binascii
import re
from base64 import b64decode

from pipeline.text.unseen import as_it_looks, is_masked, read_backwards

_NEEDLES = (
    "assistant", "asistente", " ai", "ai ", "ai-", "a.i.", "ki-", "llm", "gpt", "claude", "gemini", "copilot", "language model",
    "summari", "automat", "chatbot", "instruction", "anweisung", "instruccion", "istruzioni", "prompt", "directions",
    "guideline",
    "guidance", "system:", "system note", "system notice", "system message", "system override", "system update", "developer:",
    "you are now", "from now on", "inst]", "<|", "<<sys", " reading", " reads", "processing th", "parsing", "ingest",
    "analy", "drafting",
    "drafts", "compil", "transcri", "generating", "your rules", "your training", "everything above", "the above and", "bot:",
    "tool:",
    "generator", "robot", "virtual", "digital", " ki:", " ki ", " ki,", " ia:", " ia ", " ia,", "sprachmodell", "automatis",
    "automát",
    "zusammenfass", "resumen", "resumidor", "modelo de lenguaje", "l'ia", "l’ia", "modèle", "tool_", "function_", "</evidence",
    "human:", "important",
)  # fmt: skip

_NAMED = r"(?:chat ?gpt|gpt-\w+|claude|gemini|copilot|(?:large )?language models?)"
_KIND = r"(?:a\.?i\.?|llms?|gpt|ki|automated|automatic|automation|virtual|digital|intelligent|generative|machine|robotic)"
_THING = (
    r"(?:assistants?|readers?|systems?|agents?|tools?|models?|software|parsers?|processors?|bots?|chatbots?|"
    r"pipelines?|engines?|scripts?|"
    r"reviewers?|summar(?:y|ies)|writers?|generators?|summari[sz]ers?|note-?takers?|scribes?|asistentes?|assistenten?)"
)
_WORK = (
    r"(?:summari[sz]ation|summari[sz]ing|summary|drafting|reporting|transcription|transcript|incident|postmortem|"
    r"post-mortem|report)"
)
_READS = (
    r"(?:(?:that|which|who) )?(?:is |are )?(?:read|process|pars|summari[sz]|analy[sz]|draft|ingest|compil|review|"
    r"scann?|transcrib|writ)"
    r"(?:e|es|s|ing|ying)? (?:up )?(?:this|these|the|from)"
)
_MACHINE = (
    rf"(?:{_NAMED}|{_KIND}[ -](?:\w+[ -])?{_THING}|{_WORK} (?:{_THING}|ai)|summari[sz]ers?|chat ?bots?|llms?|"
    rf"a\.?i\.?s?|assistants?|copilots?)"
    r"(?!['’-]| (?:team|service|gateway|feature|platform|api|cluster|endpoint|tests?|code|usage|budget|squad|product|group)\b)"
)
_WRITES = (
    r"(?:ignor|disregard|forget|overrid|overrul|bypass|stat(?:e|ing)|writ|record|say|tell|report|mention|includ|omit|"
    r"leave|exclud|set|mark|"
    r"classif|rate|label|output|print|respond|repl|answer|confirm|conclud|describ|attribut|list|treat|delet|hid|clos|"
    r"approv|reveal|send|"
    r"summari[sz]|present|claim|declar|promis|blam|credit|put|produc|generat|do not|don't|never|always|only|"
    r"you (?:must|should|are)|note that)"
)
_NEAR = r"[^.!?\n]{0,140}?"
_ORDER = (
    r"(?:[:,;—–]\s*|\s-\s|\b(?:must|should|shall|needs? to|ha(?:s|ve) to|(?:is|are) (?:to|required to|instructed to|"
    r"asked to)|please|kindly)\s+)"
)
_THEN = rf"{_NEAR}{_ORDER}(?:please |also |instead |kindly |then |now |must |should )*{_WRITES}"
_CALL = (
    r"(?:dear|hey|hi|hello|attention|attn|ps|p\.\s?s\.|for|to|instructing|notice|@)[\s,:]+(?:any|all|every|the|"
    r"whichever|whatever|an?)?\s*"
)

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<at>(?:{_MACHINE}|{_THING}|anything|automation)(?: or \w+)? {_READS}\b){_THEN}",
        rf"(?P<at>\b{_CALL}{_MACHINE}){_THEN}",
        rf"(?P<at>\bif you(?:'re| are) (?:an? )?(?:\w+ )?{_MACHINE}){_NEAR}\b{_WRITES}",
        rf"(?:^|[\n.!?>\[(*]\s*)(?P<at>(?:{_NAMED}|{_KIND}[ -](?:\w+[ -])?{_THING}|assistants?|"
        rf"copilot)\s*[:,—]\s*(?:please\s+)?{_WRITES})",
        rf"\b(?P<at>(?:(?:any|all|every) {_MACHINE}|{_KIND} (?:assistants|agents|systems|models|tools|readers|"
        rf"summari[sz]ers)) {_ORDER}{_WRITES})",
        rf"\b(?P<at>{_KIND} (?:reviewers|readers|summari[sz]ers|assistants|agents|graders|analysts)\s*:){_NEAR}"
        rf"[;,:—–]\s*(?:please )?{_WRITES}",
        r"(?P<at><\|\w+\|>|\[/?inst\]|<</?sys>>)",
        r"(?:^|[\n.!?>\[(*_#-]\s*)(?P<at>(?:system|developer|assistant)(?: (?:prompt|message|note|notice|override|"
        r"instruction|update)s?)?"
        rf"(?: (?:for|to) [^:\n]{{1,60}})?\s*:)(?=[^\n]{{0,200}}?\b(?:you (?:are|must|will|should|may)|your|{_WRITES})\b)",
        r"\b(?P<at>(?:begin|end|new|updated|revised|special|hidden) (?:of )?(?:system |ai |assistant )?(?:prompt|"
        r"instructions?)\s*[:\]])",
        r"\b(?P<at>you are (?:now )?(?:in|an?|the) (?:\w+[ -]){0,3}(?:mode|assistant|ai|language model|chatbot)\b)",
        r"\b(?P<at>from now on,? you (?:are|will|must)\b)",
        r"\b(?P<at>(?:ignor|disregard|forget|overrid|bypass)\w*\s+(?:\w+\s+){0,3}?your\s+(?:\w+\s+){0,3}"
        r"(?:instructions?|directions?|prompts?|guidelines|rules|guardrails|programming|training))\b",
        r"\b(?P<at>(?:ignor|disregard|forget|overrid|bypass)\w*\s+(?:\w+\s+){0,3}?(?:previous|prior|above|earlier|"
        r"preceding|all|any)\s+"
        rf"(?:\w+\s+){{0,2}}(?:instructions?|prompts?)\b)[^\n]{{0,120}}?(?:\b(?:and|then|instead)\b|"
        rf"[.,;:])\s*(?:instead\s+)?{_WRITES}",
        rf"\b(?P<at>(?:when|while|before|if)(?: you(?:'re| are)?)? (?:summari[sz]|draft|generat|compil|process)(?:e|"
        rf"ing) (?:this|these)\b){_NEAR},\s*"
        rf"(?:please )?{_WRITES}",
        r"\b(?P<at>(?:ignor|disregard|forget)\w* (?:everything|anything|all|the)(?: \w+){0,3} (?:above|before|earlier|"
        r"so far|guidance|directions))"
        rf"[^\n]{{0,60}}?\b(?:and|then|instead)\b\s*(?:instead\s+)?{_WRITES}",
        r"(?P<at></?(?:tool|function)_(?:results?|responses?|outputs?|calls?)\b[^>\n]{0,80}>|</\s*evidence\s*>|"
        r"</?\s*(?:system_?prompt|system_?message|system_?instructions?)\s*>)",
        rf"(?P<at><(?:system|assistant|instructions?|prompt)>)(?=[^<\n]{{0,200}}?\b{_WRITES})",
        r"(?:^|\n)[ \t>*#]*(?P<at>(?:human|user)\s*:[^\n]{0,200}\n+[ \t>*#]*(?:assistant|ai)\s*:)",
        r"\b(?P<at>(?:important|attention|instructions?|mandatory|required)\s*(?:for|to) (?:the|this|any|your) (?:\w+ ){0,2}?"
        r"(?:summary|summaries|postmortem|post-mortem|report|write-?up|draft|document)\s*[:,—–-]\s*(?:please |you must |always )*"
        r"(?:state|claim|declare|conclude|assert|attribute|classify|rate))\b",
        r"(?P<at>\b(?:ignor(?:a|e|iere?n?|i)|vergiss|olvida|oubliez)\s+(?:\w+\s+){0,4}(?:anweisungen|instrucciones|"
        r"istruzioni|instruções)\b)",
    )
)
_OTHER_LANGUAGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<at>\b(?:an|für) (?:(?:die|den|das|alle?|jede[nrs]?|sämtliche)\s+)?(?:\w+[ -])?"
        r"(?:ki|llms?|sprachmodelle?|chatbots?|(?:ki|ai|llm)[ -]\w+|"
        r"automatis\w+ (?:assistent|zusammenfass|leser|system|auswertung|berichts)\w*)"
        r"(?![\w-]))[^.!?\n]{0,80}?[:,—–-]\s*(?:bitte )?"
        r"(?:schreib|ignorier|vermerk|gib|geben|nenn|stell|setz|behaupt|erwähn|lass|füg|bezeichn|stuf|trag|lies|antwort|sag)",
        r"(?P<at>\b(?:para|a) (?:(?:el|la|los|las|cualquier|todos los|todas las|toda)\s+)?"
        r"(?:ia|llms?|chatbots?|modelos? de lenguaje|resumidor\w*|asistentes? (?:de ia|virtual\w*|automátic\w+|de resumen)|"
        r"(?:herramientas?|sistemas?) (?:de (?:ia|resumen)|automátic\w+))(?!\w))[^.!?\n]{0,80}?[:,—–-]\s*(?:por favor,? )?"
        r"(?:ignor|escrib|indi|anot|registr|pon|clasifi|afirm|omit|no menc|añad|agreg|diga|di que|marque|marca|respond|concluy)",
        r"(?P<at>\b(?:à|pour|a) (?:l['’]|les |tout |toute |aux )?(?:ia|llms?|assistants? (?:ia|virtuels?|automatiques?)|"
        r"modèles? de langage)(?!\w))"
        r"[^.!?\n]{0,80}?[:,—–-]\s*(?:veuillez )?(?:ignor|écri|indiqu|not[ez]|class|affirm|omett|ajout|dites|répond|conclu)",
    )
)
_ENCODED = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}")
_SENTENCE_START = re.compile(r"[.!?][\"”')\]]*\s+(?=\S)|\n[\s>]*(?=\S)")


def looks_like_instruction(text: str) -> bool:
    """Whether the text addresses assistants, models or automated readers to steer what they write or ignore."""
    return first_instruction(text) is not None


def first_instruction(text: str) -> int | None:
    """Where the first sentence that does so starts; None if none does.

    Also where it is hidden: in signs that nobody sees, in letters of another alphabet, turned around, or in base64.
    """
    found = [_first_written(text), *_first_hidden(text)] if not text.isascii() else [_first_written(text)]
    found += _first_encoded(text) if _ENCODED.search(text) else []
    return min((place for place in found if place is not None), default=None)


def _first_written(text: str) -> int | None:
    if not _may_address(text.lower()):
        return None
    found = [match.start("at") for pattern in (*_PATTERNS, *_OTHER_LANGUAGES) if (match := pattern.search(text))]
    return (
        max((m.end() for m in _SENTENCE_START.finditer(text, 0, min(found)) if m.end() <= min(found)), default=0)
        if found
        else None
    )


def _first_hidden(text: str) -> list[int | None]:
    if not is_masked(text):
        return []
    looks, places = as_it_looks(text)
    start = _first_written(looks) if looks != text else None
    turned = [place for place, words in read_backwards(text) if _first_written(words) is not None]
    return [None if start is None else places[start], *turned]


def _first_encoded(text: str) -> list[int | None]:
    return [match.start() for match in _ENCODED.finditer(text) if _first_written(_decoded(match[0])) is not None]


def _decoded(value: str) -> str:
    """What a base64 value says, if it is text."""
    try:
        return b64decode(value + "=" * (-len(value) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _may_address(lowered: str) -> bool:
    for needle in _NEEDLES:  # noqa: SIM110 (it runs on every message, and any() with a generator takes twice as long)
        if needle in lowered:
            return True
    return False


def without_instructions(text: str) -> str:
    """The text without such passages: from the sentence that addresses the machine to the end of its paragraph.

    To be read instead of the text wherever a meaning is taken from it: what follows in the paragraph belongs to the order.
    A paragraph ends at a blank line, or where the quoting of a mail ends.
    """
    start = first_instruction(text)
    if start is None:
        return text
    lines = text[start:].split("\n")
    quoted = text[text.rfind("\n", 0, start) + 1 : start + 1].lstrip().startswith(">")
    after = next((n for n, line in enumerate(lines) if n and _ends_paragraph(line, quoted)), len(lines))
    return "\n".join(
        part for part in (text[:start].rstrip(" >\n\t"), without_instructions("\n".join(lines[after:])).strip("\n")) if part
    )


def _ends_paragraph(line: str, quoted: bool) -> bool:
    bare = line.lstrip()
    return not bare.strip("> \t") or (quoted and not bare.startswith(">"))
