"""Surnames, first names and handles that are also words or names of software: inside identifiers they are no person's.

Data: more such words than in `name_words`, for who also looks at lower case.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SURNAME_WORDS = _words(
    """
    abbot adler ally alpha anchor apollo archer armor arrow athena aurora avila baker ball banker barber bark barker
    barn base batch bauer bean beck bee bench berg best birch bird bishop blank blaze bloom board boat bolt book booth
    borg boss bow bowl boy branch brand brave bridge bright broker buffer bull burn bus cable cache call camp canal
    cannon canon captain car carbon card care carpenter carver cassandra castle cell chain chamber change channel
    chapman check chef child china client close coach coin cold com commit common conductor consul cord core corn corner
    cost count court cover craft crane creek cross crow crown cruz cube cutter cycle dark dart data debug delta demo
    deploy dev dial django doc dolphin door dove draft drake driver druid duck engel engineer error eureka even event
    fabric fail fair falcon farmer farrier fast fatal fence file finch finder fire firm first fischer flag flame fleet
    flow fly force forge fork fort foster foundry fowler freitag frost fuchs fuller gallery game gang garden gardener
    garnet gate gateway gerrit ghost gift gill glass global glover good goose grafana granger grid groom ground group
    guard gulf gull halle hand handler hank hard hare hawk hay head heap heller herbst hermes high hikes hook hopper
    horn hub hudson hunt hut idea impala inbox info intern jaeger jager jenkins jetty joiner journey junction juniper
    kafka kaiser kali kibana klein koch konig krieger kudu kurz lab label lad lang large laser latch later launch lead
    leader leaf left lever lift light like line list little live local lock log loop lord luna magic mail maker man
    manager manor marine market marks master maven max meadow meister mentor mercer merchant mercury merge message
    metric middle min miner mint mirror mode model monitor montag morse motor mount mouse muse natural needle nest net new
    nice nickel nix nomad nova null object odd office ops oracle orange orchard order osprey overall owl packer pages
    painter palm pan panda pass patch pause peak piece pilot pin pine pipe pitch place plan plane plant platform play
    player plum point pole pond pool port post pot potter pound powers presto prime prior probe process product profit
    proud provost pulse puma puppet push quality query quick race racer rack raven raw read reader real record redman
    release remedy resolve response retry richter right ring rivers roach road robot rode roll root roots roper rose
    roth router rule rush saddler saga sail salt sample sand sands savage scala scale schema schneider schwarz sea seal
    search season sender sentry server session sharp shell shepherd shield shift ship shop signal silk simple singer
    single site skinner slack slim small snap sommer sonar sonntag sound source south spears speed stack staff stage
    stark start state steward stock stocks stop strange stream street strike style support swan sweet swift switch table
    tailor tank target task teller tempest test thin thor ticket tide time titan toll tool torch total tower town
    tracker trade trader train travis trigger tube tunnel turn twist under union upton user valley van vault vega vent
    viper vista vogel voice volume wait waiter walk want warden watch watcher waters watt weaver weber wedge weeks weiss
    well west whale wheel while white whiting wick wild wilder winner winters wire wiser witch wonder work worker
    workman yard year york zeus
    """
)
