"""Verbs and nouns of action items by how much they promise.

WEAK verbs say that somebody will be busy, SOFT ones that something will be better, FIRM ones that something will be there.
GENERIC nouns name no thing that could be looked at.
"""

from functools import lru_cache

INQUIRE = frozenset(
    """investigate look explore consider review discuss evaluate assess revisit think examine research study analyse analyze
    understand figure find reflect rethink reconsider reevaluate re-evaluate decide clarify identify see learn
    brainstorm re-think inspect survey experiment triage diagnose debug dig scope gauge weigh compare recheck reassess debate
    deliberate inquire agree""".split()
)
SETTLE = frozenset("determine decide identify define specify establish".split())
ENSURE = frozenset("ensure check verify confirm double-check doublecheck monitor watch observe track audit guarantee".split())
BETTER = frozenset(
    """improve enhance better strengthen continue address work try aim strive raise foster encourage promote become pursue
    strategize get be collaborate commit urge stress want need have more""".split()
)
TALK = frozenset(
    """remind communicate talk ask follow reach sync coordinate engage align liaise consult chat speak contact inform sensitize
    sensitise reiterate emphasize emphasise""".split()
)
WEAK = INQUIRE | SETTLE | ENSURE | BETTER | TALK
SOFT = frozenset(
    """increase reduce tune optimise optimize refactor rework streamline simplify harden clean tighten limit minimise minimize
    modernise modernize scale adjust fine-tune handle deal manage test validate update provide establish implement introduce
    plan prepare prevent avoid stop eliminate fix resolve solve correct support share train educate build develop prioritise
    prioritize schedule make maintain organise organize standardise standardize formalise formalize rationalise rationalize
    consolidate mature grow expand extend stabilise stabilize secure protect mitigate decrease lower speed complete finish
    modify change rewrite redesign redo restructure cleanup overhaul tidy teach coach follow-up define design leverage
    facilitate empower remediate rectify repair address apply adopt allow enable enforce automate""".split()
)
FIRM = (
    frozenset(
        """add delete remove set setup push mock sketch
    replace move rename block reject cap split log upgrade pin disable switch migrate rotate page
    restrict document write create file put give use return render store send show alert convert backport bump revert drop turn
    install configure run open publish post link list include require refuse expire lock label order swap restore backfill
    depool ban revoke assign notify refund record rebuild retry deny emit expose export import print port patch merge puppetise
    puppetize raise report route roll separate shard ship skip snapshot subscribe surface time top trim unify unpin validate
    whitelist wire wrap zone archive attach back-fill batch bind buy call catch close compress copy count cut deduplicate
    decommission default deploy deprecate describe detach draft drain dump encrypt escalate evict fail fill flag flush force
    format freeze gate graph grant hang hide hire increment index inject invalidate isolate issue join key kill launch lint
    load mark mask mirror mount name paginate parse pause persist point pool pre-scale preload probe provision prune purge
    put query queue quarantine rack rate-limit re-enable read reboot redirect register reinstall release reload relocate renew
    repoint request reserve reset resize restart retain retire sample save scan schedule serve sign stagger stop stub sync
    tag teach terminate throttle transfer trigger truncate unblock undeploy uninstall unmount unsubscribe vendor version warm
    withdraw amend announce authenticate cache cancel charge clone codify commission compile compute cover declare
    emulate enrol enroll exclude execute fence filter fit generate hand hardcode host instrument lift lower normalise
    normalize omit override pass permit place preserve re-add reassign recreate reimage reindex re-index repeat rewrite
    round scrape script seed shard shorten shrink shut simulate specify stage stamp standardise start stream strip submit
    supply suppress tear test-run translate undo unify upload verify-sign""".split()
    )
    - WEAK
    - SOFT
)
GENERIC = frozenset(
    """monitoring alerting observability documentation doc process procedure communication testing test coverage resilience
    resiliency robustness reliability stability quality culture awareness knowledge training visibility security performance
    capacity planning management handling practice automation validation tooling infrastructure architecture debt redundancy
    workflow ownership coordination collaboration alert metric logging dashboard runbook limit strategy option way solution
    alternative approach issue problem incident outage failure thing situation everything lesson learning expectation vigilance
    behaviour behavior system stuff setup response onboarding deployment release maintenance availability scalability
    maintainability accountability responsibility best-practice standard guideline governance backup improvement
    preparedness readiness mindset discipline transparency confidence understanding skill staffing effort work possibility idea
    risk complexity noise load impact likelihood chance time speed experience usage cause reason root""".split()
)
HEDGES = frozenset(
    """possibly probably maybe perhaps appropriate necessary possible needed sensible relevant accordingly generally
    regularly properly gracefully adequately various some several closely carefully thoroughly proactive proactively
    effective effectively efficient efficiently sustainable ongoing overall general soon eventually sometime adequate
    sufficient suitable permits something anything somehow likelihood""".split()
)
COMPARATIVES = frozenset(
    """better more best further improved enhanced robust resilient reliable stable safer smarter clearer faster earlier sooner
    quicker easier cleaner sane saner holistic good nice clear less fewer stronger tighter simpler proper sensitive""".split()
)
GLUE = frozenset(
    """the a an of and or our their its this that these those is are be was we i it to have has had what which they them as so
    should would could can will may might must do does did been being one there here then than us
    up out down off not no never before during such own same new other about after again please two three first""".split()
)
PROOFS = frozenset("tested verified shown checked attached posted linked listed enforced signed recorded filed published".split())
RELATIONS = frozenset("on when that if for with to in from at into per so by via using between against without across".split())
COMPLEMENTS = frozenset("if whether why how what which who where when".split())
CONDITIONS = frozenset("when if unless until once while after whenever".split())
MEASURES = frozenset(
    """above below over under within least most exceeds exceed than every per each all any only no never both any
    instead rather without""".split()
)
UNITS = frozenset(
    """s sec secs second seconds m min mins minute minutes h hour hours day days week weeks month months ms us ns % percent kb
    mb gb tb gib mib req rps qps rpm rows times pods nodes hosts users people months years year x k""".split()
)


CLASSES = (
    ("inquire", INQUIRE), ("settle", SETTLE), ("ensure", ENSURE), ("better", BETTER), ("talk", TALK),
    ("soft", SOFT), ("firm", FIRM),
)  # fmt: skip


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("ches", "shes", "sses", "xes")):
            return word[:-2]
        return word[:-1]
    return word


@lru_cache(maxsize=4096)
def verb(word: str) -> tuple[str, str]:
    """(class, base form) of a verb in any form; class "" where it is none that is known."""
    for form in _bases(word):
        for name, known in CLASSES:
            if form in known:
                return name, form
    return "", word


def _bases(word: str) -> tuple[str, ...]:
    if word.endswith("ing") and len(word) > 5:
        stem = word[:-3]
        return (stem, stem + "e", stem[:-1])
    if word.endswith("ed") and len(word) > 4:
        stem = word[:-2]
        return (stem, stem + "e", stem[:-1], stem[:-1] + "y")
    if word.endswith("s") and len(word) > 3:
        return (word, word[:-1], word[:-2], word[:-3] + "y")
    return (word, IRREGULAR.get(word, word))


IRREGULAR = {
    "written": "write", "wrote": "write", "sent": "send", "made": "make", "given": "give", "taken": "take", "thought": "think",
    "found": "find", "kept": "keep", "built": "build", "shown": "show", "dealt": "deal", "begun": "begin", "gone": "go",
    "review": "review", "investigation": "investigate", "analysis": "analyse", "evaluation": "evaluate", "improvement": "improve",
    "discussion": "discuss", "exploration": "explore", "assessment": "assess", "removal": "remove", "creation": "create",
    "addition": "add", "migration": "migrate", "replacement": "replace",
}  # fmt: skip
