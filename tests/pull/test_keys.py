"""Keys come from the environment, show themselves nowhere, and are asked for by the variable's name."""

import json
import pickle
import sys
from types import ModuleType

import pytest

from pipeline.errors import BadOption, NoKey
from pipeline.pull.keys import Secret, key_of, needed


def test_a_key_shows_itself_in_no_text() -> None:
    secret = Secret("xoxb-77")
    assert f"{secret} {secret!r} {[secret]}" == "*** *** [***]"
    assert b"xoxb-77" not in pickle.dumps(secret)
    with pytest.raises(TypeError):
        json.dumps(secret)


def test_a_key_is_taken_from_the_environment() -> None:
    found = key_of("slack", {"POSTMORTEM_SLACK_TOKEN": " xoxb-77\n"})
    assert found is not None
    assert found.reveal() == "xoxb-77"


def test_a_missing_key_is_asked_for_by_the_name_of_its_variable() -> None:
    with pytest.raises(NoKey, match="set POSTMORTEM_SLACK_TOKEN"):
        needed("slack", "Slack", {})


def test_what_cannot_be_a_key_is_refused_without_being_shown() -> None:
    with pytest.raises(BadOption, match="POSTMORTEM_JIRA_TOKEN") as problem:
        key_of("jira", {"POSTMORTEM_JIRA_TOKEN": "two words"})
    assert "two words" not in str(problem.value)


def test_the_keyring_is_asked_where_the_environment_has_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    keyring.get_password = lambda service, user: f"{service}-{user}"
    errors.KeyringError = type("KeyringError", (Exception,), {})
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    found = key_of("slack", {})
    assert found is not None
    assert found.reveal() == "postmortem-slack"
