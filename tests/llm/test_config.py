import importlib
from pathlib import Path

import pytest

from pipeline.errors import BadOption
from pipeline.llm.config import PROVIDERS, ModelConfig, configured, is_local, provider_of, shown
from pipeline.llm.task import Stage
from pipeline.settings import Settings, load


def test_no_model_is_no_config(tmp_path: Path) -> None:
    assert configured(Settings(), tmp_path) is None
    assert configured(Settings(model=" , "), tmp_path) is None


def test_settings_become_a_config(tmp_path: Path) -> None:
    (tmp_path / "postmortem.toml").write_text(
        'model = "a, b"\nmodel-write = "c"\ntemperature = 0.2\ntoken_cap = 20000\nreplay_only = true\n'
    )
    found = configured(load(tmp_path, {"POSTMORTEM_API_KEY": "secret", "POSTMORTEM_CONCURRENCY": "3"}), tmp_path)
    assert found == ModelConfig(
        model="a, b",
        stages={Stage.WRITE: "c"},
        api_key="secret",
        temperature=0.2,
        concurrency=3,
        token_cap=20_000,
        cache=tmp_path / "answers",
        replay_only=True,
    )
    assert (found.chain(Stage.READ), found.chain(Stage.WRITE), found.models) == (("a", "b"), ("c",), ("a", "b", "c"))
    assert "secret" not in repr(found)


def test_a_key_has_no_place_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "postmortem.toml").write_text('api-key = "secret"\n')
    with pytest.raises(BadOption, match="POSTMORTEM_API_KEY") as raised:
        load(tmp_path, {})
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"temperature": "warm"}, "temperature 'warm' cannot be used; give a number from 0 to 2"),
        ({"concurrency": "0"}, "a whole number from 1 to 64"),
        ({"token_cap": "1.5"}, "token_cap"),
        ({"base_url": "localhost:8000"}, "http://localhost:11434/v1"),
        ({"answers": "/not/there"}, "that is there"),
        ({"replay_only": "perhaps"}, "true or false"),
    ],
)
def test_a_bad_value_is_named(settings: dict[str, str], says: str, tmp_path: Path) -> None:
    with pytest.raises(BadOption, match="cannot be used") as raised:
        configured(Settings(model="m", **settings), tmp_path)
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("model", "base_url", "local"),
    [
        ("m", "http://localhost:11434/v1", True),
        ("openai:m", "http://127.0.0.1:8000/v1", True),
        ("m", "http://[::1]:8000/v1", True),
        ("m", "unix:///run/model.sock", True),
        ("m", "http://localhost.example.com/v1", False),
        ("m", "http://127.0.0.1.example.com/v1", False),
        ("m", "http://localhost@example.com/v1", False),
        ("m", "http://10.0.0.5:8000/v1", False),
        ("openai:gpt-5", None, False),
        ("ollama:llama3", None, True),
        ("m", None, False),
    ],
)
def test_what_keeps_to_this_machine(model: str, base_url: str | None, local: bool) -> None:
    assert is_local(model, base_url, {}) is local


def test_ollama_elsewhere_is_elsewhere() -> None:
    assert not is_local("ollama:llama3", None, {"OLLAMA_HOST": "gpu.example.com:11434"})
    assert is_local("ollama:llama3", None, {"OLLAMA_HOST": "127.0.0.1:11434"})


def test_one_remote_model_of_a_chain_makes_it_remote() -> None:
    assert not ModelConfig(model="ollama:llama3, openai:gpt-5").local
    assert not ModelConfig(model="ollama:llama3", stages={Stage.CHECK: "openai:gpt-5"}).local


def test_the_address_that_the_client_would_take_by_itself_is_known(tmp_path: Path) -> None:
    environment = {"OPENAI_BASE_URL": "http://localhost:1/v1"}
    assert (configured(Settings(model="openai:m"), tmp_path, environment=environment) or ModelConfig("")).base_url == environment[
        "OPENAI_BASE_URL"
    ]
    assert (configured(Settings(model="anthropic:m"), tmp_path, environment=environment) or ModelConfig("")).base_url is None


def test_a_colon_alone_makes_no_provider() -> None:
    assert [provider_of(name) for name in ("openai:gpt-5", "llama3:8b", "gpt-5")] == ["openai", None, None]


def test_all_providers_of_langchain_are_known() -> None:
    assert set(importlib.import_module("langchain.chat_models.base")._BUILTIN_PROVIDERS) <= PROVIDERS


def test_an_address_is_shown_without_its_password() -> None:
    assert shown("https://me:secret@host:8000/v1?key=secret") == "https://host:8000/v1"
