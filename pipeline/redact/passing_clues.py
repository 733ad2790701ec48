"""The ways in which a ticket names who speaks, and chat names people of another company in passing: data for `passing_names`."""

import re

from pipeline.redact.outsider_clues import NAME

_QUOTE = '["“”„«‘]'
_ITEM = r"(?:^|\n|[|·•>*\-–—;.!?)\]]|#\d{1,9}|[A-Z]{1,8}-\d{1,9})[ \t>*_:.,·\-–—|]{0,4}"
QUOTED = re.compile(
    rf"{_ITEM}{NAME}[*_]?"
    r"(?:[ ]?(?P<aside>[(\[][^()\[\]\n]{1,80}[)\]]|,[ ][^\n:\"“„«]{1,40}|[ ](?:from|at|of)[ ][^\n:\"“„«]{1,40}))?"
    rf"[ ]?(?:says|said|writes|wrote)?[*_ ]*:[*_ ]*\n?[ \t>]*{_QUOTE}(?P<said>[^\n\"”»]{{0,300}})"
)
"""Who said it before a colon and the words: `Ida (florist): "I cannot pay"`."""

SPEECH = re.compile(
    r"(?i)\b(?:i|my|mine|me|we|our|us|you|your|please|hello|it says|can'?t|cannot|why|where|ich|mein\w*|wir|uns|bitte|je|mon|mes|"
    r"nous|ik|mijn|wij|yo|mi|mis|eu|meu|minha|jeg|min|mitt|jag|io|mio)\b"
)
OWN_SPEECH = re.compile(r"(?:\bI\b|(?i:\b(?:my|mine|me|ich|mein\w*|je|mon|ik|mijn|yo|eu|meu|jeg|jag|io|mio)\b))")

NAMED_BY = re.compile(
    r"\b(?P<label>(?i:(?:reported|raised|opened|submitted|requested|filed|logged|sent in|phoned in|called in) by|on behalf of"
    r"|(?:customer |primary )?contact(?: person| name)?(?=:)|caller(?=:)|requester(?=:)|customer name(?=:)))(?::[ ]?|[ ])[ ]?"
    rf"{NAME}(?=[ \t]*(?:$|[\n,.;()|<&—–-]))"
)
NAMED_BY_NEEDLES = (
    "ed by", "in by", "behalf of", "contact:", "person:", "contact name:", "caller:", "requester:", "customer name:"
)  # fmt: skip
FIELDS = frozenset(
    {"contact", "contact person", "contact name", "customer contact", "primary contact", "caller", "customer name"}
)

SIGNED_FOR = re.compile(rf"(?:^|\n|[.!?\"”»)])[ \t>]*(?:--?|—|–|/)[ ]?{NAME},[ ](?P<company>[^\W\d_][^\n,]{{1,60}}?)[ \t.\"”]*$")
"""A signature at the end with the company: "- Ida, Acme Ltd"."""
SIGNED_NEEDLES = ("- ", "— ", "– ", "\n-", "\n—", "\n–", "\n/")

_SPOKE = (
    r"\b(?i:(?:spoke|speaking|speak|spoken|talked|talking|talk|chatted|chatting|chat) (?:to|with)|"
    r"(?:phone|line|call|touch|bridge) with|"
    r"(?:heard(?: back)?|word|call|mail|e-mail|email|message|note|reply|answer|confirmation) from|"
    r"confirmed (?:with|by)|according to|"
    r"called|rang|phoned|reached|got hold of|asked|told|met|thanked)[ ]"
)
_PARTY = (
    r"[ ,(]{1,2}(?:over |up )?(?:on|at|from|of|in|with)[ ]"
    r"(?P<party>(?:(?:[Tt]heir|the)[ ][\w\-'’]+(?:[ ][\w\-'’]+)?|[^\W\d_a-z][\w\-&]+(?:[ ][\w\-&]+){0,2}))"
)
_SAYS = (
    r"(?i:says?|said|confirms?|confirmed|called|calls|wrote|writes|rang|phoned|asks|asked|sends|sent|replied|replies|answered|promised|"
    r"promises|thinks|sees|reports|told|tells|just|has|is)\b"
)
_THEIR = (
    r"(?i:their|the (?:vendor|bank|carrier|provider|partner|supplier|colo|registrar|processor|customer)['’]s)[ ]"
    r"(?:[\w\-]+[ ]){0,2}"
)
_JOB = (
    r"(?i:engineer|manager|contact|lead|technician|agent|rep|on-?call|architect|admin|developer|colleague|director|cto|sre|dba|"
    r"operator|analyst|coordinator|supervisor|dispatcher|person|guy|specialist|consultant)"
)
SPOKEN_TO = re.compile(rf"{_SPOKE}{NAME}{_PARTY}")
SPEAKING = re.compile(rf"{NAME}{_PARTY}[ ,)]{{1,2}}{_SAYS}")
THEIR_JOB = re.compile(rf"\b{_THEIR}{_JOB}[ ,(]{{1,2}}{NAME}")
JOB_AFTER = re.compile(rf"{NAME},?[ ]\(?{_THEIR}{_JOB}\b")

PARTY_SIGN = re.compile(r"[ ,(](?:on|at|from|of|in|with) (?:[Tt]heir |the |[^\W\d_a-z])")
VERBS = (
    "spoke", "talk", "speak", "chat", "phone", "line with", "call", "touch with", "bridge with", "heard", "from", "confirm",
    "according", "rang", "reached", "got hold", "ask", "told", "tell", "met ", "thanked", "say", "said", "wr", "sen", "repl",
    "answer", "promise", "thinks", "sees", "reports",
)  # fmt: skip
JOBS_NEEDLES = ("their ", "'s ", "’s ")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PEOPLE_OF_A_PARTY = _words(
    """
    side desk team shift staff crew noc soc helpdesk office support engineering security operations ops bridge floor night
    overnight end on-call oncall department treasury compliance fraud network networking infrastructure platform hotline
    """
)
"""What people stand on or in: "on their overnight desk", "from Acme support"."""

OUTSIDE_PARTIES = _words(
    """
    bank vendor carrier provider partner supplier colo colocation registrar processor acquirer insurer customer client hospital
    clinic airline agency contractor reseller distributor manufacturer telco isp datacenter datacentre regulator merchant
    school university terminal port courier shipper warehouse
    """
)

NO_PERSON = _words(
    """
    summary subject title description body note notes message text quote quoted reply answer question response comment
    comments output log logs reason cause result results details detail update updates status impact tag tags queue mood
    macro template banner tooltip label button page screen popup toast header footer translation original translated reads
    example feedback review tweet post reported reports reporter source product plan browser device version platform country
    language region locale category type severity steps expected actual observed request created assigned closed opened
    new another second third last first latest today yesterday tonight meanwhile also then now one two three several others
    other same more nobody somebody someone anyone everyone everybody people folks guys engineer engineers user users agent
    agents manager operator admin bot automation workflow rule trigger job task build test query command exception warning
    critical major minor high medium low resolved firing pending
    chrome chromium firefox safari edge opera android ios iphone ipad windows mac macos linux ubuntu app web desktop
    twitter facebook instagram whatsapp telegram reddit linkedin trustpilot youtube tiktok slack teams zoom discord email
    sms phone chat zendesk intercom freshdesk salesforce hubspot jira confluence github gitlab sentry datadog grafana
    prometheus pagerduty opsgenie statuspage splunk kibana pingdom cloudflare fastly akamai amazon aws azure google gcp oracle
    microsoft apple meta stripe paypal adyen klarna visa mastercard swift sepa kafka redis postgres mysql mongo kubernetes
    docker jenkins terraform vault nginx envoy kong okta twilio sendgrid mailgun
    english german french spanish italian dutch portuguese polish swedish norwegian danish finnish japanese korean chinese
    arabic hindi turkish russian greek czech irish british american european
    africa asia europe america germany france spain italy netherlands belgium portugal poland sweden norway denmark finland
    iceland ireland england scotland wales britain uk usa us eu emea apac latam canada mexico brazil argentina chile colombia
    peru japan korea china taiwan singapore malaysia indonesia thailand vietnam philippines india pakistan bangladesh
    australia zealand nigeria ghana kenya egypt morocco ethiopia turkey greece austria switzerland hungary romania bulgaria
    serbia croatia ukraine israel dubai qatar
    london manchester birmingham glasgow edinburgh dublin cork belfast paris lyon marseille lille berlin hamburg munich
    frankfurt cologne stuttgart vienna zurich geneva basel bern amsterdam rotterdam utrecht eindhoven brussels antwerp ghent
    madrid barcelona seville lisbon porto rome milan turin naples warsaw krakow gdansk prague brno budapest bucharest sofia
    athens istanbul ankara stockholm gothenburg oslo bergen trondheim copenhagen aarhus helsinki tallinn riga vilnius moscow
    kyiv tokyo osaka seoul busan beijing shanghai shenzhen hongkong taipei manila jakarta bangkok hanoi saigon mumbai delhi
    bangalore bengaluru chennai hyderabad kolkata pune karachi lahore dhaka colombo sydney melbourne brisbane perth auckland
    wellington lagos abuja accra nairobi kampala cairo johannesburg capetown durban toronto montreal vancouver boston chicago
    dallas houston austin denver seattle portland phoenix atlanta miami philadelphia virginia ohio oregon california texas
    florida york jersey
    """
)
"""Capitalized words that stand where a speaker's name would: fields of a form, products, languages and places."""
