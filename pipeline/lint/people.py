"""Words for people: who counts as a human of the incident, alone or as a group, and who is outside it.

    kind_of_word("engineer") -> Kind.PERSON, "leadership" -> Kind.TEAM, "we" -> Kind.SELF, "attacker" -> Kind.OUTSIDER

What none of the lists knows is a thing. The lists follow the guidelines of the labelled data: roles, groups, pronouns;
customers and attackers are outside.
"""

import re
from collections.abc import Sequence
from enum import Enum


class Kind(Enum):
    PERSON = "person"
    TEAM = "team"
    SELF = "self"
    OUTSIDER = "outsider"
    THING = "thing"


SELF = frozenset(
    """
    i we us me ourselves myself i'd we'd i've we've i'm we're
    """.split()
)
PRONOUNS = frozenset(
    """
    he she they who whoever him her them himself herself themselves he'd she'd they'd they've
    """.split()
)
ROLES = frozenset(
    """
    administrator admin analyst apprentice approver architect assistant author boss captain chair chairman chief clerk
    colleague commander committer consultant contractor coordinator coworker cto ceo cio ciso dba deployer designer dev
    developer director doctor editor electrician employee engineer expert facilitator foreman founder freelancer guy
    head hire ic individual intern junior keyholder lead leader librarian maintainer man manager mechanic member
    newcomer nurse officer on-call oncall operator organizer organiser owner pharmacist physician pilot planner po
    predecessor president principal programmer researcher responder reviewer scientist scribe secretary senior
    specialist sre staffer steward student successor superintendent supervisor sysadmin sysop teammate technician tech
    tester trainee trainer treasurer veteran volunteer woman worker person personnel staff folks crewman somebody
    someone anybody anyone nobody no-one everyone everybody whomever human humans practitioner surgeon teacher professor
    custodian caretaker janitor welder
    """.split()
)
TEAMS = frozenset(
    """
    team squad crew department dept group organisation organization org leadership management vendor supplier provider
    company partner subcontractor agency committee board council faculty ministry bureau directorate division office
    guild chapter tribe firm integrator manufacturer carrier procurement marketing hr qa devops secops noc ops itops
    security platform infrastructure engineering operations finance legal compliance support product sales management
    executives leads shift desk
    """.split()
)
ORGANISATIONS = frozenset(
    """
    aws gcp azure google microsoft amazon cloudflare fastly akamai github gitlab heroku ibm oracle hetzner ovh digitalocean linode
    equinix twilio stripe verizon comcast telekom vodafone orange telefonica lumen cogent level3 rackspace
    """.split()
)
"""Companies with services of their name: "AWS" is a team only where a service could not do it."""
UNSURE_TEAMS = frozenset(
    """
    group security platform infrastructure support product operations engineering shift desk office
    """.split()
)
"""Words that are as often a thing: a group only as the subject itself, never after another noun of machines."""
OUTSIDERS = frozenset(
    """
    people others attacker attackers hacker hackers intruder adversary spammer bot customer customers user users client
    clients visitor visitors subscriber subscribers reader readers player players patient patients passenger passengers
    guest guests shopper shoppers student-user tenant tenants caller callers consumer consumers merchant merchants
    public audience contributor contributors
    """.split()
)
MACHINE_GROUPS = re.compile(
    r"\b(?:security|node|consumer|process|resource|target|user|worker|instance|autoscaling|scaling|log|device|replica|volume|raid)"
    r" groups?\b",
    re.IGNORECASE,
)
NAME = re.compile(r"@[\w.-]+|(?<![\w@])[^\W\d_][\w'’.-]*")


def kind_of_word(word: str) -> Kind:
    """The kind that a single lower-case word has as the head of a noun phrase; plurals and possessives count as their word."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in SELF:
        return Kind.SELF
    if word in OUTSIDERS:
        return Kind.OUTSIDER
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        if form in ROLES:
            return Kind.PERSON
        if form in TEAMS:
            return Kind.TEAM
    return Kind.THING


class Roster:
    """The names of the people of an incident in the forms they are mentioned by: full name, first name, surname, handle.

    First names that are words of the language count only capitalised; names of services count never.
    """

    __slots__ = ("forms",)

    def __init__(self, people: Sequence[str], services: Sequence[str] = ()) -> None:
        things = {service.casefold() for service in services}
        forms: set[str] = set()
        for person in people:
            bare = person.split("<")[0].split("(")[0].strip().lstrip("@")
            words = [word.strip(".,") for word in re.split(r"[\s@]+", bare) if len(word.strip(".,")) > 1]
            forms.update(word for word in words if word.lower() not in PARTICLES)
            if person.startswith("@") or "@" in person:
                forms.add(person.split("@")[0] or person.lstrip("@"))
        self.forms = frozenset(form for form in forms if form.casefold() not in things and form.casefold() not in STAND_INS)

    def __hash__(self) -> int:
        return hash(self.forms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Roster) and self.forms == other.forms

    def __contains__(self, word: str) -> bool:
        return word.removesuffix("'s").removesuffix("’s").lstrip("@") in self.forms

    def __bool__(self) -> bool:
        return bool(self.forms)


PARTICLES = frozenset(
    """
    de del della van der den von la le da dos di du bin ibn al el st mc
    """.split()
)
STAND_INS = frozenset(["team", "tbd", "unknown", "none", "on-call", "oncall", "engineering", "sre", "ops", "the"])
