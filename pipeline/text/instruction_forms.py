"""How texts speak to machine readers: data for `instructions`. One of NEEDLES is in every text (in lower case) that one of
PATTERNS finds; the group `at` of a pattern is where the words begin.
"""

import re

NEEDLES = (
    "assistant", "asistente", " ai", "ai ", "ai-", "a.i.", "ki-", "llm", "gpt", "claude", "gemini", "copilot", "language model",
    "summari", "automat", "chatbot", "instruction", "anweisung", "instruccion", "istruzioni", "prompt", "directions",
    "guideline",
    "guidance", "system:", "system note", "system notice", "system message", "system override", "system update", "developer:",
    "you are now", "from now on", "inst]", "<|", "<<sys", " reading", " reads", "processing th", "parsing", "ingest",
    "analy", "drafting",
    "drafts", "compil", "transcri", "generating", "your rules", "your training", "everything above", "the above and", "bot:",
    "tool:",
    "generator", "robot", "virtual", "digital", " ki:", " ki ", " ki,", " ia:", " ia ", " ia,", "sprachmodell", 
    "automát",
    "zusammenfass", "resumen", "resumidor", "modelo de lenguaje", "l'ia", "l’ia", "modèle", "tool_", "function_", "</evidence",
    "style guide", "house style",
    "human:", "important for", "important to", '"role', "'role", "admin message", "directive", "thread as",
    "channel as", "incident as",  "ai:", "agent,", "your only", "your new", "your sole", "your real", "dear ",
    "agents:",
    "bots:", "model:", "model,", "as your ", "ignorez", "do not tell", "don't tell", "-readable", "user about",
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

_ENGLISH = tuple(
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
        rf"[;,:—–]\s*(?:please |and |then )?{_WRITES}",
        r"(?P<at><\|\w+\|>|\[/?inst\]|<</?sys>>)",
        r"(?:^|[\n.!?>\[(*_#-]\s*)(?P<at>(?:system|developer|assistant)(?: (?:prompt|message|note|notice|override|"
        r"instruction|update)s?)?"
        r"(?: (?:for|to) [^:\n]{1,60})?\s*:)(?="
        r"[^\n]{0,200}?\b(?:you (?:are|must|will|should|may|now|have|write|act|answer|speak|respond)|your)\b|"
        r"\s*(?:please )?(?:ignore|disregard|forget|override|write|state|say|include|mention|describe|classify|mark|conclude|"
        r"do not|never)\s+(?:that|in|the|this|all|any|every|it|as|mention|use|report)\b|"
        r"[^\n]{0,200}?[.,;] (?:then )?(?:write|state|say|describe) (?:that|in|this|it)\b)",
        r"\b(?P<at>(?:begin|end|new|updated|revised|special|hidden) (?:of )?(?:system |ai |assistant )?(?:prompt|"
        r"instructions?)\s*[:\]])",
        r"\b(?P<at>you are now (?:outside|past|out) (?:of )?(?:the |this )?(?:evidence|data|block|fence|transcript))\b",
        r"\b(?P<at>you are (?:now )?(?:in|an?|the) (?:\w+[ -]){0,3}(?:mode|assistant|ai|language model|chatbot)\b)",
        r"\b(?P<at>from now on,? you (?:are|will|must|write|act|answer|speak|respond)\b)",
        r"\b(?P<at>(?:ignor|disregard|forget|overrid|bypass)\w*\s+(?:\w+\s+){0,3}?your\s+(?:\w+\s+){0,3}"
        r"(?:instructions?|directions?|prompts?|guidelines|rules|guardrails|programming|training))\b",
        r"\b(?P<at>(?:ignor|disregard|forget|overrid|bypass)\w*\s+(?:\w+\s+){0,3}?(?:previous|prior|above|earlier|"
        r"preceding|all|any)\s+"
        rf"(?:\w+\s+){{0,2}}(?:instructions?|prompts?)\b)[^\n]{{0,120}}?(?:\b(?:and|then|instead)\b|"
        rf"[.,;:])\s*(?:instead\s+)?{_WRITES}",
        r"\b(?P<at>(?:the following|what follows|this|these (?:rules|lines)) (?:overrides?|overrules?|supersedes?|replaces?) "
        r"(?:the|your|any|all|every) (?:\w+ )?(?:style guide|house style|instructions?|guidelines|formatting rules|"
        r"report (?:format|template))s?)\b(?=[^.!?\n]{0,20}:)",
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

_READER = (
    r"(?:assistants?|readers?|agents?|models?|summari[sz]ers?|writers?|generators?|reviewers?|scribes?|note-?takers?|"
    r"chat ?bots?|bots?)"
)
_SHORT = r"(?:ai|llm|chat ?gpt|gpt(?:-\w+)?|assistant|model|bot|agent)"
_OPENS = r"(?:^|[\n.!?>\[(*\"“'=]\s*|<!--\s*|\breader )"
_PART = (
    r"(?:contributing factors?|summary|timeline|root cause|action items?|follow-?ups?|postmortem|post-mortem|report|severity|"
    r"lessons?|sections?|title)"
)
_FIELDS = r"(?:started_at|detected_at|acknowledged_at|mitigated_at|resolved_at|severity|visibility|near_miss|root_cause)"

_TRICKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<at>\b(?:attention|attn|dear|(?:note|message|notice|memo|reminder|instructions?) (?:to|for))[\s,:]+(?:any|all|"
        rf"every|the|this|whichever)?\s*(?:{_NAMED}|(?:language|ai|llm|automated|automatic|virtual|digital)[ -](?:\w+[ -])?"
        rf"{_READER})\s*[:;,!—–])",
        rf"(?P<at>\bdear (?:{_SHORT}|chat ?bot)\s*[,:!])",
        r"(?P<at>\b(?:hey|hi|hello|ok|okay) (?:chat ?gpt|gpt|copilot|gemini|ai|llm)\s*[,:!])",
        rf"{_OPENS}(?P<at>{_SHORT}\s*[:,]\s*(?:please )?(?:add|put|write|list|set|say|state|include|insert|append)\b"
        rf"[^.!?\n]{{0,80}}?\b{_PART}\b)",
        rf"{_OPENS}(?P<at>{_SHORT}\s*[:,]\s*(?:please )?(?:call|use|invoke|run) the (?:tool|function)\b)",
        rf"{_OPENS}(?P<at>(?:assistant|ai|chat ?gpt|gpt)\s*:\s*(?:sure|certainly|of course|understood|here is|here's)\b)",
        r"(?P<at>#{1,6} ?(?:instructions?|system)\s*:)[^\n]{0,300}#{1,6} ?(?:response|assistant|output)\s*:",
        r"(?P<at>\b(?:begin|start of|end|end of) (?:admin|system|override|developer|root) "
        r"(?:message|override|prompt|instructions?|block)\b)",
        r"(?P<at>[\"']role[\"']\s*:\s*[\"'](?:system|assistant|developer)[\"']\s*,\s*[\"']content[\"'])",
        r"(?P<at>\b(?:repeat|print|output|reveal|show|leak)\b[^.!?\n]{0,80}?\byour (?:system )?"
        r"(?:instructions|prompts?|rules|guidelines)\b)",
        r"(?P<at>\b(?:do not|don't|never) (?:tell|inform|show)[^.!?\n]{0,20}?\b(?:user|operator|anyone|owner)\b[^.!?\n]{0,20}?"
        r"\b(?:this|these) (?:message|instruction|note|text|prompt)s?\b)",
        r"(?P<at>\b(?:llm|ai|gpt|language model|assistant) (?:directive|instruction|command|order|override)s?\b[^:\n]{0,20}:)",
        r"(?P<at>\b(?:forget|ignore|disregard) (?:everything|all|what(?:ever)?)(?: that)? you\b[^.!?\n]{0,40}?\b(?:told|"
        r"instructed|given)\b)[^.!?\n]{0,40}?\byour (?:only|new|sole|real) (?:job|task|goal|purpose|role)\b",
        r"(?P<at>\b(?:policy|rules?|instructions?|guidelines?) for (?:all )?(?:bots|llms?|machines|language models|"
        r"ai\b)[^:\n]{0,30}:)"
        rf"[^.!?\n]{{0,80}}?\b(?:summar|reports?\b|{_PART}\b)",
        r"(?P<at>\b(?:tool|function)_(?:result|output|response|call)s?\s*\{\s*[\"'])",
        r"(?P<at>\bsystem_?prompt\w*\s*[(=:])",
        r"(?P<at>\bas your (?:developer|creator|operator|administrator|admin),? (?:i|we)\b)",
        r"(?P<at>\b(?:whoever|anyone who|whatever) (?:generat|writ|draft|summari|creat)\w+ [^.!?\n:]{0,40}?(?:with|using) "
        r"(?:an? )?(?:ai|llm|chat ?gpt|gpt\S*)(?!\w))",
        rf"(?P<at>\byou are (?:now )?{_NAMED})",
        r"(?P<at>\bsystem (?:note|message|override|update)\s*:)[^\n]{0,80}?\b" + _FIELDS + r"\s*:?=",
        r"(?P<at>\bsummari[sz]e (?:this|the) (?:thread|channel|incident|chat|conversation) as\s*[:\"'“‘])",
        r"(?P<at>\b(?:ai|llm)-readable (?:footer|header|note|summary|instructions?)\s*:)",
        r"(?P<at>\bignorez\s+(?:\w+\s+){0,3}instructions\b)",
    )
)
PATTERNS = (*_ENGLISH, *_OTHER_LANGUAGES, *_TRICKS)
