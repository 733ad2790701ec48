"""What counts as a secret, and what only looks like one."""

import pytest

from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Material
from pipeline.redact import redact

SECRETS = [
    ("export DB_PASSWORD='tr0ub4dor&3'", "tr0ub4dor&3"),
    ("PGPASSWORD=kelpie-9 psql -h db", "kelpie-9"),
    ("password = hunter22", "hunter22"),
    ("password=hunter", "hunter"),
    ("password: Zw9!kk2", "Zw9!kk2"),
    ("the password is correct7horse", "correct7horse"),
    ("root password for the box is `banana-split`", "banana-split"),
    ("my vpn password's Otter-91-Moon", "Otter-91-Moon"),
    ("new pw: Winter2026!", "Winter2026!"),
    ("changed the password to Kelp-Tide-47 just now", "Kelp-Tide-47"),
    ("the replication password (rep1ica-Tango) is in the file", "rep1ica-Tango"),
    ("use Quartz-Lamp-88 as the password", "Quartz-Lamp-88"),
    ("creds: admin / Quartz88!lamp", "Quartz88!lamp"),
    ("zoom passcode: 839201", "839201"),
    ("mysql -u root -pS3cr3tPass orders", "S3cr3tPass"),
    ("mysqldump --password=abcDEF123 db", "abcDEF123"),
    ("ipmitool -I lanplus -U oob -P Amber-Drift-3310 power off", "Amber-Drift-3310"),
    ("openssl pkcs12 -in x.p12 -passin pass:opal-fern", "opal-fern"),
    ("keytool -list -storepass opalfern9", "opalfern9"),
    ("redis-cli -h x -a foobared1 ping", "foobared1"),
    ("curl -u admin:Passw0rd! https://x.example", "Passw0rd!"),
    ("--token 9f8e7d6c5b4a3f2e1d0c", "9f8e7d6c5b4a3f2e1d0c"),
    ("CREATE USER x IDENTIFIED BY 'pl0ver';", "pl0ver"),
    ("redis://:s3kr1tpw@cache.internal:6379/0", "s3kr1tpw"),
    ("mongodb+srv://app:P%40ss-w0rd@cl0.example/x", "P%40ss-w0rd"),
    ("DATABASE_URL=postgresql://app:kestrel@db:5432/x", "kestrel"),
    ("db.internal:5432:orders:app:foo-Bar-9", "foo-Bar-9"),
    ("*:*:*:postgres:letmein99", "letmein99"),
    ("Authorization: Bearer 8sd7f6g5h4j3k2l1qwerty", "8sd7f6g5h4j3k2l1qwerty"),
    ("Authorization: Basic YWRtaW46aHVudGVyMg==", "YWRtaW46aHVudGVyMg=="),
    ("X-Api-Key: a8f5f167f44f4964e6c998dee", "a8f5f167f44f4964e6c998dee"),
    ('{"api_key": "a8f5f167f44f4964e6c998dee827110c"}', "a8f5f167f44f4964e6c998dee827110c"),
    ("AKIAIOSFODNN7EXAMPLE and wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    ("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
    ("sk-proj-abcdEFGH1234ijklMNOP5678qrst", "sk-proj-abcdEFGH1234ijklMNOP5678qrst"),
    ("xoxb-123456789012-abcdefABCDEF", "xoxb-123456789012-abcdefABCDEF"),
    ("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "ghp_abcdefghijklmnopqrstuvwxyz0123456789"),
    ("AIzaSyA-abcdefghijklmnopqrstuvwxyz12345", "AIzaSyA-abcdefghijklmnopqrstuvwxyz12345"),
    ("acme_live_4eC39HqLyjWD", "acme_live_4eC39HqLyjWD"),
    ("it was kst_adm_7Hs2wQmZ41xRrT9b all along", "kst_adm_7Hs2wQmZ41xRrT9b"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF123_-x", "eyJzdWIiOiIxMjM0In0"),
    ("https://hooks.slack.com/services/T0001/B0001/abcDEF123456", "abcDEF123456"),
    ("https://discord.com/api/webhooks/1234567890/AbC-dEf", "AbC-dEf"),
    ("Server=db;User Id=sa;Password=Str0ng.Pass;Encrypt=yes", "Str0ng.Pass"),
    ("https://x.example/c/b?sv=2020&sig=abc%2Bdef123456%3D", "abc%2Bdef123456%3D"),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA75\nabc\n-----END RSA PRIVATE KEY-----", "MIIEowIBAAKCAQEA75"),
    ("-----BEGIN PRIVATE KEY-----\nMIIEowIBAAKCAQEA75abcd\nabcdefgh12345678ABCD\ncut here", "abcdefgh12345678ABCD"),
    ("here is the new token:\n```\nrQ8vN2xT5kW9mZ3p\n```", "rQ8vN2xT5kW9mZ3p"),
    ("SECRET_KEY_BASE=deadbeefcafe0123456789", "deadbeefcafe0123456789"),
]

HARMLESS = [
    "commit 3f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a deployed",
    "build cfg-2026.03.17-2 rolled out, image tag v2.88.1-rc3",
    "trace 4bf92f3577b34da6a3ce929d0e0e4736, uuid 123e4567-e89b-12d3-a456-426614174000",
    "the password was rotated at 09:10 UTC",
    'password authentication failed for user "replicator"',
    "the token is expired since 12:26, see INC-2026-041",
    "secret: booking-db-creds-v2 was missing",
    "the api key is missing in eu-west-1",
    "max_tokens: 4096, tokens=4096 used",
    "key=booking.routes password_file=/etc/pg/pass PASSWORD=$DB_PASSWORD",
    "Authorization: Bearer $TOKEN",
    "pass rate is 99.95%, passed: 3 failed: 2",
    "compass: north2west, bypass: enabled, monkey=banana2, keyspace=orders2",
    "PASS: test_login_v2 (0.3s)",
    "bk-pg-1.internal:5432 refused, 10.20.4.11:6432 too",
    "mkdir -p /var/lib/x; docker run -p 8080:80 app2; psql -p 5432 -h db; ssh -p 2222 host",
    "https://grafana.internal/d/abcd1234/booking?from=1773742410287&to=1773744410287&orgId=1",
    "https://docs.example.com/document/d/1aBcD2eFgH3iJkL4mNoP5qRsT6uVwX7yZ8/edit",
    "https://status.example.com:443/incidents@home",
    "pod booking-api-6d4cf56db6-xk2vp crashed, ami-0abcdef1234567890",
    "arn:aws:iam::123456789012:role/admin",
    "credentials were rotated by the on-call at 12:05Z",
    "the login page is slow: p99=3s; login failures in eu-1/booking-api2",
    "registry/app@sha256:abcdef0123456789 and eslint-config@5.0.2",
    "personal tokens are kept in 1Password",
]


def redacted(text: str) -> str:
    return redact(Material(evidence=(Evidence(id="1", text=text, source=Source(file="chat")),))).evidence[0].text


@pytest.mark.parametrize(("text", "secret"), SECRETS, ids=[text[:40] for text, _ in SECRETS])
def test_a_secret_does_not_stay_in_the_text(text: str, secret: str):
    assert secret not in redacted(text)
    assert "[secret 1:" in redacted(text)


@pytest.mark.parametrize("text", HARMLESS, ids=[text[:40] for text in HARMLESS])
def test_what_only_looks_like_a_secret_stays(text: str):
    assert redacted(text) == text


def test_of_a_key_that_was_cut_no_more_goes_than_its_lines():
    key = "-----BEGIN PRIVATE KEY-----\n> MIIEowIBAAKCAQEA75ab\\nabcdefgh12345678ABCD"
    for after in ("\ncut here", "...", "> short", "\\nAbc"):
        assert redacted(key + after) == f"[secret 1: private key]{after}"


def test_only_the_password_of_an_address_goes():
    assert (
        redacted("psql postgres://app:Wet-kelp-47@pg.internal:6432/x")
        == "psql postgres://app:[secret 1: password]@pg.internal:6432/x"
    )


def test_the_placeholder_says_what_kind_of_secret_it_was():
    assert redacted("export API_TOKEN=8sd7f6g5h4j3k2l1") == "export API_TOKEN=[secret 1: token]"
