"""The ways in which mails, tickets and chat write a person's name: data for `outsiders`."""

import re
from dataclasses import dataclass

_CAPITALIZED = (
    r"(?:[А-ЯЁΑ-Ω][а-яёά-ώ]+|[A-ZÀ-ÖØ-ÞŁŚŻŹĆĐŠČŽŐŰĞİŞ](?:[^\W\d_A-Z]+|['’][A-Z][^\W\d_A-Z]+|c[A-Z][^\W\d_A-Z]+|(?=\.)))"
    r"(?:-[A-ZÀ-Þ]?[^\W\d_A-Z]+)?\.?"
)  # fmt: skip
UNCASED = r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]"
"""Scripts without capitals and without blanks between words."""
_UNCASED_NAME = rf"{UNCASED}{{1,3}}[ ]?{UNCASED}{{1,4}}"
_PARTICLE = r"(?:(?:de|da|del|della|den|der|di|dos|du|la|le|van|von|zu|bin|al|el)[ ])"
NAME = rf"(?P<name>{_CAPITALIZED}(?:[ ]{_PARTICLE}{{0,2}}{_CAPITALIZED}){{0,3}})(?![\w\-/_])"
_ANY_NAME = NAME.replace("(?P<name>", f"(?P<name>{_UNCASED_NAME}|", 1)
_NOUNS = (
    "customer",
    "client",
    "caller",
    "patient",
    "passenger",
    "shipper",
    "merchant",
    "subscriber",
    "buyer",
    "driver",
    "student",
)
_NOUN = rf"\b(?i:{'|'.join(_NOUNS)})"
_CLOSING = (
    r"kind regards|best regards|warm regards|regards|sincerely|yours truly|best wishes|mvh|rgds|mit freundlichen grüßen|"
    r"viele grüße"
)
_OTHER_CLOSING = r"yours|cheers|greetings|groeten|groet|saludos|cordialement|hilsen|thank you|thanks|best"
_END_OF_LINE = r"[ \t.]*(?=$|\n|,|\|)"

_CALLED = (
    r"(?:" + _NOUN + r"s?|\b(?i:guest|seller|rider|teacher|someone|somebody|man|woman|lady|guy|gentleman)s?)"
    r"[ ](?i:called|named|by the name of|whose name is)[ ]" + NAME
)  # fmt: skip
_INTRODUCED = rf"(?:{_NOUN}|\b[Uu]ser)s?[ ,:(]{{1,2}}{NAME}"
_TITLED = (
    r"\b(?:Mrs?|Ms|Miss|Mx|Herr|Frau|Hr|Mme|Mlle|Monsieur|Madame|Señora?|Sra?|Signora?|Dhr|Mevr|Mevrouw|Meneer|Pani?)\b\.?[ ]"
    + NAME
)  # fmt: skip
_FROM_COMPANY = (
    rf"{NAME}[ ](?:\([^)]{{1,40}}\)[ ])?(?i:from|at|of)[ ](?P<company>{_CAPITALIZED}(?:[ ]{_CAPITALIZED}){{0,3}})[ ]"
    r"(?i:called|calls|wrote|writes|rang|phoned|mailed|emailed|e-mailed|asks|asked|complain(?:s|ed)?|is on the (?:phone|line))\b"
)
_SIGNED = rf"(?i:{_CLOSING}|{_OTHER_CLOSING})[ ,.!\-]*\n[ \t>]*[\-–— ]*{NAME}{_END_OF_LINE}"
_SIGNED_INLINE = rf"(?i:{_CLOSING})[ ,]+{NAME}{_END_OF_LINE}"
_SIGNED_AT_END = rf"(?i:\b(?:{_CLOSING}|{_OTHER_CLOSING}|br))[ ,.!\-/]+{NAME}[ \t.]*$"
_DASHED = rf"(?:^|\n|[.!?][ ])[ \t>]*(?:--?|—|–|/)[ ]?{NAME}{_END_OF_LINE}"
_HERE = rf"{NAME}[ ](?:(?i:here)[ ,]|(?i:from|at|of)[ ]{_CAPITALIZED}(?:[ ]{_CAPITALIZED})?[ ](?i:here)\b)"
_SELF = rf"\b(?i:my name is|this is|i am|i'm|name's)[ ]{NAME}(?=[ ](?i:from|at|of|with|here|calling|and)\b|[,.\n]|$)"
_SPOKEN = (
    r"\b(?i:(?:spoke|speaking|talked|talking|chatted) (?:to|with)|(?:phone|line|call) with|"
    r"(?:call|mail|e-mail|email|message|note|reply|answer|voicemail|letter) from|"
    r"called|rang|phoned|reached|emailed|mailed|told|thanked|met)[ ]"
    + NAME
)  # fmt: skip
_SPEAKS = (
    rf"{NAME}(?:[ ](?:\([^)]{{1,40}}\)|(?i:from|at|of)[ ][^\s,.]+(?:[ ][A-Z]\w+)?))?,?[ ]"
    r"(?i:says?|said|called|calls|wrote|writes|rang|phoned|mailed|"
    r"emailed|asks|asked|confirmed|confirms|sends|sent|replied|answered|picked up|"
    r"(?:is )?on the (?:other )?(?:phone|line)|is calling|will call)\b"
)
_THEIRS = (
    r"\b(?i:(?:their|the vendor's|the partner's|vendor|partner|carrier)[ ](?:\w+[ ])?"
    r"(?:engineer|manager|contact|lead|technician|agent|rep|on-call|"
    r"architect|admin|developer|colleague|director|cto|account manager|duty manager))[ ,(]{1,2}"
    + NAME
)  # fmt: skip
_FIELD = (
    r"(?i:(?:first|last|given|family|full|customer|contact|recipient|holder|cardholder|passenger|patient|billing|"
    r"shipping)[_ \-]?name"
    r"|surname|cardholder|recipient)"
    r"[\"']?[ ]?[:=][ ]?[\"']?"
    r"(?P<name>[^\W\d_]+(?:[ .'’\-]{1,2}[^\W\d_]+){0,3})(?=[\"'&,;)}\]\n]|$)"
)
_NESTED = (
    r"[\"'](?i:customer|client|caller|contact|requester|reporter|recipient|cardholder|patient|submitter)[\"'][ ]?:\s*\{"
    r"[^{}]{0,200}?"
    r"[\"'](?i:name|full_?name|display_?name)[\"'][ ]?:\s*[\"'](?P<name>[^\W\d_]+(?:[ .'’\-]{1,2}[^\W\d_]+){1,3})[\"']"
)
_HEADER = (
    r"(?:^|\n)[ \t>]*[*_]*(?P<label>(?i:from|to|cc|reply-to|sender|von|requester|requested by|reporter|reported by|submitted by|"
    r"submitter|contact|contact person|contact name|caller|customer|customer name|customer contact|raised by|opened by|full name|"
    r"name|attn|kund(?:e|in)|ansprechpartner(?:in)?|kontakt|cliente|contacto|titular|client|account (?:holder|owner|contact)))"
    r"[*_]*[ ]?:[*_ \t]*"
    rf"[\"']?{NAME}[\"']?(?P<mail>[ \t]*[<\[(&][^\n]*)?[ \t]*(?=$|\n|[<\[(&,;|.])"
)
_INLINE = rf"\b(?P<label>(?i:contact(?: person)?|requester|caller|attn))[ ]?:[ ]*{NAME}"


@dataclass(frozen=True)
class Clue:
    """Tried only where a needle stands in the lower-case text.

    `full` asks for two words unless the first is a given name, `given` for a given name in any case;
    `cased` looks for the needles in the text as written.
    """

    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    full: bool = False
    given: bool = False
    cased: bool = False


_CLOSING_NEEDLES = (
    "regards",
    "sincerely",
    "wishes",
    "yours",
    "mvh",
    "rgds",
    "grüße",
    "cheers",
    "greetings",
    "groet",
    "saludos",
    "cordialement",
    "hilsen",
    "thank",
    "best",
)
CLUES = (
    Clue(_CLOSING_NEEDLES, re.compile(_SIGNED), given=True),
    Clue(("name", "recipient", "cardholder"), re.compile(_FIELD)),
    Clue(("{",), re.compile(_NESTED)),
    Clue(("called ", "named ", "name "), re.compile(_CALLED), full=True),
    Clue((*_NOUNS, "user"), re.compile(_INTRODUCED), given=True),
    Clue(
        (
            "Mr",
            "Ms",
            "Miss",
            "Mx",
            "Herr",
            "Frau",
            "Hr",
            "Mme",
            "Mlle",
            "Monsieur",
            "Madame",
            "Señ",
            "Sr",
            "Signor",
            "Dhr",
            "Mev",
            "Meneer",
            "Pan",
        ),
        re.compile(_TITLED),
        cased=True,
    ),
    Clue(
        (" called", " call", " wr", "rang", "phone", "mailed", "ask", "complain", "on the line"),
        re.compile(_FROM_COMPANY),
        given=True,
    ),
    Clue(("their ", "vendor", "partner", "carrier"), re.compile(_THEIRS)),
    Clue(("regards", "sincerely", "wishes", "yours truly", "mvh", "grüße"), re.compile(_SIGNED_INLINE)),
)
ROSTER_CLUES = (
    Clue(
        (
            "spoke",
            "talk",
            "speak",
            "chat",
            "with ",
            "from ",
            "called",
            "rang",
            "phoned",
            "reached",
            "mailed",
            "told",
            "thanked",
            "met ",
        ),
        re.compile(_SPOKEN),
        given=True,
    ),
    Clue(
        (" say", " said", "call", " wr", " rang", "phone", "mailed", "ask", "confirm", "sen", "repl", "answer", "picked", "line"),
        re.compile(_SPEAKS),
        given=True,
    ),
)
"""Only where the whole workspace is known and the text speaks of others: then a given name that is not ours is theirs."""

SPEAKS_OF_OTHERS = (
    "customer", "client", "vendor", "partner", "supplier", "caller", "patient", "carrier", "merchant", "provider", "their",
    "ticket",
)  # fmt: skip

MAIL_CLUES = (
    Clue(_CLOSING_NEEDLES, re.compile(_SIGNED)),
    Clue(("regards", "best", "thank", "cheers", "br ", "mvh", "groet", "yours"), re.compile(_SIGNED_AT_END)),
    Clue(("-", "—", "–", "/"), re.compile(_DASHED), given=True),
    Clue((" here",), re.compile(_HERE)),
    Clue(("my name", "this is", "i am", "i'm", "name's"), re.compile(_SELF), full=True),
)
"""Only in texts with signs of a mail or ticket: between colleagues the same words name nobody."""

MAIL_SIGNS = re.compile(
    r"(?:^|\n)[ \t]*>|(?i:(?:^|\n)[ \t]*(?:from|subject|requester|sent|ticket)[ ]?:|\bpast(?:ing|ed)\b|\bforwarded message|"
    r"\bfwd?:|\bwrote:)"
)

CAPITALIZED_NAME = re.compile(NAME)
MAIL_NEEDLES = (">", "from", "subject", "requester", "sent", "ticket", "past", "forwarded", "fwd", "fw:", "wrote:")

HEADER, INLINE_LABEL = re.compile(_HEADER), re.compile(_INLINE)
INLINE_NEEDLES = ("contact", "requester", "caller", "attn")
LABEL_NEEDLES = (
    "from", "to:", "cc:", "reply", "sender", "von", "request", "report", "submit", "contact", "caller",
    "kund", "ansprech", "kontakt", "cliente", "contacto", "titular", "client", "account",
    "customer", "name", "by:", "attn",
)  # fmt: skip
PERSONAL_LABELS = frozenset(
    {"from", "requester", "requested by", "reporter", "reported by", "submitted by", "submitter", "caller", "contact"}
)
"""Labels after which two capitalized words are more often a person than a company."""

BEFORE_CONTACT = re.compile(
    rf"(?:^|[\s(:>,;<，、。：]){_ANY_NAME}[ ]?[,:(\-–]?[ ]?(?:(?i:tel|phone|mobile|cell|mob|on|at|t|m|p)\b[.:]?[ ]?){{0,2}}$"
)
AFTER_CONTACT = re.compile(
    rf"[)]?[ ]?[,;(\-–][ ]?(?:(?i:ask for|for|name is|this is|regards|thanks)[ ,])?{_ANY_NAME}(?=[.!)\n;,]|$)"
)
