"""Every kind of secret and personal datum that must not leave the machine, one by one. All values are invented."""

import pytest

from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Material
from pipeline.redact import originals, redact

TAIL = "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z"
KEY_LINES = f"MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\\n{TAIL}"

SECRETS = {
    "openai": (f"key sk-{TAIL}{TAIL[:16]} in env", TAIL[:16]),
    "openai project": (f"sk-proj-{TAIL}", TAIL),
    "openai, older form": ("sk-abcdefghijklmnopqrstT3BlbkFJabcdefghijklmnopqrst", "T3BlbkFJ"),
    "anthropic": (f"sk-ant-api03-{TAIL}-AA", TAIL),
    "slack bot": ("xoxb-1234567890-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx", "AbCdEfGh"),
    "slack user": ("xoxp-1234567890-1234567890-1234567890-abcdef1234567890abcdef", "abcdef1234567890"),
    "slack app": ("xapp-1-A02ABCDEF12-3456789012345-abcdef1234567890abcdef", "abcdef1234567890"),
    "slack refresh": ("xoxe.xoxp-1-Mi0yLTEyMzQ1Njc4OTAtMTIzNDU2Nzg5MA", "Mi0yLTEyMzQ1"),
    "slack webhook": ("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX", "XXXXXXXX"),
    "slack workflow": ("https://hooks.slack.com/workflows/T0/A0/123/AbCdEf", "AbCdEf"),
    "github classic": (f"ghp_{TAIL}Ab3d", TAIL),
    "github oauth": (f"gho_{TAIL}Ab3d", TAIL),
    "github fine-grained": ("github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789ABCDEFGHIJKL", "mnopqrstuvwxyz"),
    "gitlab": ("glpat-Ab3dEf6hIj9kLm2nOp5q", "Ab3dEf6hIj9k"),
    "gitlab deploy": ("gldt-Ab3dEf6hIj9kLm2nOp5q", "Ab3dEf6hIj9k"),
    "gitlab runner": ("glrt-Ab3dEf6hIj9kLm2nOp5q", "Ab3dEf6hIj9k"),
    "google key": ("AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY", "9tSrke72PouQ"),
    "google token": (f"ya29.a0AfB_by{TAIL}", TAIL),
    "service account, key": (
        f'{{"private_key": "-----BEGIN PRIVATE KEY-----\\n{KEY_LINES}\\n-----END PRIVATE KEY-----\\n"}}',
        TAIL,
    ),
    "service account, key id": ('{"private_key_id": "0123456789abcdef0123456789abcdef01234567"}', "0123456789abcdef"),
    "aws id": ("AKIAIOSFODNN7ABCDEFG", "IOSFODNN7"),
    "aws temporary id": ("ASIAIOSFODNN7ABCDEFG", "IOSFODNN7"),
    "aws secret": ("aws_secret_access_key = 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", "wJalrXUtnFEMI"),
    "aws session": (f"AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjE{TAIL}//////////wE=", TAIL),
    "azure storage": (
        f"DefaultEndpointsProtocol=https;AccountName=a;AccountKey={TAIL}{TAIL}{TAIL[:22]}==;EndpointSuffix=x",
        TAIL,
    ),
    "azure sas": (f"https://a.blob.core.windows.net/c?sv=2022-11-02&ss=b&sig={TAIL}%3D", TAIL),
    "azure service bus": (
        f"Endpoint=sb://n.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={TAIL}Ab3dEf6hIj8=",
        TAIL,
    ),
    "azure client secret": (f"client secret abc8Q~{TAIL}Ab", TAIL),
    "azure api key": ("api-key: 0123456789abcdef0123456789abcdef", "0123456789abcdef"),
    "heroku": ("HEROKU_API_KEY=01234567-89ab-cdef-0123-456789abcdef", "01234567-89ab"),
    "jwt": ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", "dozjgNryP4J3"),
    "address with a password": ("https://bob:hunter2xx@repo.example/x.git", "hunter2xx"),
    "ssh key": (f"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n{TAIL}\n-----END OPENSSH PRIVATE KEY-----", TAIL),
    "key, cut": (f"-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA75abcdEFGH1234\n{TAIL}...", TAIL),
    "key, its beginning cut": (f"{TAIL}{TAIL}\n{TAIL[:30]}==\n-----END RSA PRIVATE KEY-----", TAIL[:30]),
    "key in one line": (f'KEY="-----BEGIN EC PRIVATE KEY-----\\nMHcCAQEEI\\n{TAIL}==\\n-----END EC PRIVATE KEY-----"', TAIL),
    "postgres": ("postgres://app:plover@db/x", "plover"),
    "sqlalchemy": ("postgresql+psycopg2://app:plover@db/x", "plover"),
    "mysql": ("mysql://root:plover@db/x", "plover"),
    "mongodb": ("mongodb://u:plover@a,b/x", "plover"),
    "redis": ("rediss://default:plover@c:6379", "plover"),
    "amqp": ("amqp://guest:plover@mq:5672/%2f", "plover"),
    "jdbc": ("jdbc:postgresql://db/x?user=a&password=plover99x", "plover99x"),
    "jdbc of oracle": ("jdbc:oracle:thin:scott/tigerzz9@db:1521", "tigerzz9"),
    "dsn": ("host=db user=app password=plover dbname=x", "plover"),
    "stripe": (f"sk_live_{TAIL[:24]} rk_live_{TAIL[:24]}", TAIL[:12]),
    "sendgrid": (f"SG.Ab3dEf6hIj9kLm2nOp5qRs.{TAIL}Ab3dEf6hIj9", TAIL),
    "twilio": ("twilio SK0123456789abcdef0123456789abcdef", "0123456789abcdef"),
    "npm": (f"//registry.npmjs.org/:_authToken=npm_{TAIL}Ab3d", TAIL),
    "pypi": (f"pypi-AgEIcHlwaS5vcmcCJ{TAIL}", TAIL),
    "mailchimp": ("0123456789abcdef0123456789abcdef-us12", "0123456789abcdef"),
    "telegram": ("bot token 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1", "AAHdqTcvCH1v"),
    "discord": ("discord MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs", "ZnCjm1XVW7vR"),
    "vault": (f"hvs.CAESI{TAIL} and s.{TAIL[:24]}", TAIL[:24]),
    "pagerduty": ("Token token=y_NbAkKc66ryYTWUXYEu", "y_NbAkKc66ry"),
}
PERSONAL = {
    "e-mail": ("write to jo.smith+x@mail.example.co.uk", "smith"),
    "e-mail with umlauts": ("jörg.müller@bäckerei.de", "müller"),
    "e-mail as people hide it": ("jo.smith (at) mail [dot] example", "smith"),
    "e-mail as a link": ("<mailto:jo@mail.example|jo@mail.example>", "jo@"),
    "mobile phone": ("+49 170 1234567", "1234567"),
    "american phone": ("(415) 555-0132", "0132"),
    "phone as a link": ("tel:+442079460958", "79460958"),
    "phone before the word": ("020 7946 0958 is her number", "7946"),
    "phone after the word": ("call 07700 900123", "900123"),
    "card": ("4111 1111 1111 1111", "1111"),
    "amex": ("378282246310005", "2246310005"),
    "iban": ("DE89 3704 0044 0532 0130 00", "0044"),
    "british iban": ("GB29NWBK60161331926819", "NWBK6016"),
    "customer in a field": ("Kunde: Priya Nair", "Nair"),
    "customer in a record": ('{"customer": {"id": 7, "name": "Priya Nair"}}', "Nair"),
    "customer of a ticket": ("cardholder_name=Priya Nair", "Nair"),
}
ADDRESSES = [
    ("10.20.4.11 refused", "[ip 1] refused"),
    ("from 192.168.0.1:5432, 192.168.0.1 again", "from [ip 1]:5432, [ip 1] again"),
    ("2001:db8::8a2e:370:7334 and ip-10-0-0-1.ec2.internal", "[ip 1] and ip-[ip 2].ec2.internal"),
    ("10.0.0.0/8", "[ip 1]/8"),
]
NO_ADDRESSES = ["version 10.2.3.4", "v1.2.3.4", "at 08:12:33", "std::vector, a::b", "256.1.1.1", "1.2.3.4.5"]


def material(*texts: str) -> Material:
    return Material(evidence=tuple(Evidence(id=str(n), text=t, source=Source(file="chat")) for n, t in enumerate(texts)))


def redacted(text: str, *, addresses: bool = False) -> str:
    return redact(material(text), addresses=addresses).evidence[0].text


@pytest.mark.parametrize(("text", "secret"), SECRETS.values(), ids=SECRETS)
def test_no_secret_stays(text: str, secret: str):
    assert secret not in redacted(text)


@pytest.mark.parametrize(("text", "datum"), PERSONAL.values(), ids=PERSONAL)
def test_no_personal_datum_stays(text: str, datum: str):
    assert datum not in redacted(text)


@pytest.mark.parametrize(("text", "shown"), ADDRESSES, ids=[text for text, _ in ADDRESSES])
def test_addresses_of_machines_go_where_that_is_asked_for(text: str, shown: str):
    assert redacted(text, addresses=True) == shown
    assert redacted(text) == text


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_only_looks_like_an_address_stays(text: str):
    assert redacted(text, addresses=True) == text


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1112", "GB29NWBK60161331926818", "trace_id: 01234567-89ab-cdef-0123-456789abcdef"]
)
def test_a_number_that_fails_its_check_stays(text: str):
    assert redacted(text) == text


def test_a_name_that_came_with_a_title_goes_in_lower_case_too():
    done = redact(material("Herr Dobrowolski is at the rack", "dobrowolski confirms: fans stopped"))
    assert [e.text for e in done.evidence] == ["Herr [customer 1] is at the rack", "[customer 1] confirms: fans stopped"]


def test_a_name_that_is_a_word_stays_in_lower_case():
    done = redact(material("Herr Fischer is at the rack", "the fischer pool"))
    assert done.evidence[1].text == "the fischer pool"


def test_what_placeholders_stand_for_is_told_only_when_asked():
    given = material("password=kelpie-9 for jo@mail.example", "jo@mail.example again")
    assert originals(given) == {"[secret 1: password]": "kelpie-9", "[e-mail 1]": "jo@mail.example"}
    assert "kelpie-9" not in repr(redact(given))
