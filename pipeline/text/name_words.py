"""Words that stop a name from being read where none is meant: data for `names`."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON_WORD_NAMES = _words(
    """
    abbey ace amber angel april art ash aspen august austin autumn bailey banks bay beau bell berry bill black blue bob bond
    booker brook brooks brown buck bud buddy bush butler carol carter case cash chad chance chandler chapel charity chase
    chelsea cherry chip christian chuck church clay clear cliff cloud clove cole colt cook cooper coral cory crystal curry
    curt daisy dakota dale dallas dash dawn day dean dell denver destiny dick dixie dolly don dot drew duke dusty eagle earl
    early east ed elder english ernest eve ever faith fern field fish flora florence ford forest fox frank free freeman
    friday gale gates gay gem gene genesis georgia ginger glory gold golden grace grant gray green grey gunner guy hall
    happy harbor harmony harp hart haven hazel heart heath heather heaven henna hero hill holly honor hood hope house
    houston hunter ice imp ink india iris iron israel ivory ivy jack jade jasmine jay jean jersey jet jewel job jordan josh
    joy judge july june justice karma ken kenya key king kit knight lake lamb lance land lane lark laurel law lee legend lex
    liberty lily link lion lisle little long lotus love lucky lynx mac major marina mark marsh marshal marshall martin mason
    matt max may mercy merit merry mike miles milan mill miller misty mo montana moon moor morgan moss myrtle navy nick
    noble noel norm north novel oak ocean olive olympia opal page palmer paris park parker pat patience patsy paul peace
    pearl peg penny pepper perry pete phoenix pierce pike piper pitt poe pope porter precious price prince prudence queen
    quill rain rainbow ram rand randy ranger ray read red reed reef regal rice rich ridge rio ripley rise river rob robin
    rock rocky rod roman rome rose rosemary rover rowan royal ruby rudder russet rusty sage sailor sally sam sandy satin
    savannah scarlet scout sean sergeant serene shade shadow shaw shell shelly shore short sierra silver sky slate smith
    snow sol song spark spike spring star steel stella step sterling stew stone storm story strong sue summer sun sunday
    sunny sydney sunshine tab tad tanner taylor temple terra theme thorn tiger tim timber tom tony trace tracy trent trey
    trinity troy true tucker tuesday turner tyler tyson unity usher val valentine van velvet venus vernal vic vice victor
    victoria victory viola violet virginia wade walker wall ward warren washer water wave way weaver webb wells wendy west
    wheeler will willow win windsor winter wisdom wise wolf wood woods woody worth wright young zen zero zone
    """
)
"""First names, surnames and handles that are also English words, months, places or tools: need more than their letters."""

MONTH_NAMES = frozenset({"april", "may", "june", "july", "august"})

NAME_CUES_BEFORE = _words(
    """
    thanks thank thx ty cc hi hey hello sorry ask asked asking ping pinged pinging paged page paging tell told with from by
    to for and or when while because that owner assignee lead ic commander scribe assigned dr mr mrs ms hands handed hand
    joined called call
    """
)
"""Words after which a capitalized common word is more likely a name: "thanks Mark", "cc Grace"."""

NAME_CUES_AFTER = _words(
    """
    is has was had did does says said asked confirmed confirms reported reports noticed joined took takes rolled restarted
    found finds thinks thought wants wrote writes owns and can could would should you please acknowledged acked paged pushed
    merged deployed reverted fixed checked started knows mentioned suggested suggests proposed agreed told sees saw ran
    """
)
"""Words before which a capitalized common word is more likely a name: "Mark has rolled it back", "Grace and I"."""

SENTENCE_OPENING_CUES_AFTER = NAME_CUES_AFTER - {"you", "and", "is", "was", "can", "could", "would", "should", "please"}
"""The stricter set at the start of a sentence, where any word is capitalized ("Will you ...", "Hope is ...")."""

UNITS = _words("min mins sec secs mon tue wed thu fri sat sun mil pro gig meg tick")
"""First names that are also units and days when something counts them: "20 min"."""

THING_NOUNS = _words(
    """
    api app application box bucket build cluster container cron daemon dashboard database db deployment endpoint fleet host
    index instance job lambda machine namespace node nodes pipeline pod pods pool primary proxy queue region release repo
    replica rig route schema secondary server servers service shard standby stack store subnet table tenant topic vm volume
    worker workers zone
    """
)
"""Nouns after which the word before is the name of a thing: "the victor cluster"."""

PARTICLES = _words("al ap bin da dal de del della den der des di do dos du el ibn la le los mac mc san st ten ter van vom von zu")
"""Small words that belong to the surname after them."""

NOT_NAMES = _words(
    """
    all anyone bot channel everyone everybody here me myself nobody none somebody someone team tbd them us you ops support
    engineering security admin administrator root service system unknown user on-call oncall
    """
)
"""Words that a roster may hold as a name or alias and that name nobody."""
