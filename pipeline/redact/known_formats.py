"""Secrets that detect-secrets knows by name. Only its named detectors are asked: its entropy ones fire on every git sha.

detect-secrets is imported when the first text asks for it; most incidents hold none.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from pipeline.redact.finding import Detector, Finding, Group, Kind

_PLUGINS = {
    "aws.AWSKeyDetector": (Kind.KEY, ("akia", "asia", "abia", "acca", "a3t", "aws")),
    "azure_storage_key.AzureStorageKeyDetector": (Kind.KEY, ("accountkey=",)),
    "discord.DiscordBotTokenDetector": (Kind.TOKEN, ("discord",)),
    "github_token.GitHubTokenDetector": (Kind.TOKEN, ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")),
    "gitlab_token.GitLabTokenDetector": (Kind.TOKEN, ("gl", "gr1348941")),
    "ibm_cloud_iam.IbmCloudIamDetector": (Kind.KEY, ("ibm",)),
    "ibm_cos_hmac.IbmCosHmacDetector": (Kind.KEY, ("ibm", "cos")),
    "jwt.JwtTokenDetector": (Kind.TOKEN, ("eyj",)),
    "mailchimp.MailchimpDetector": (Kind.KEY, ("-us",)),
    "npm.NpmDetector": (Kind.TOKEN, ("_authtoken",)),
    "openai.OpenAIDetector": (Kind.KEY, ("t3blbkfj",)),
    "pypi_token.PypiTokenDetector": (Kind.TOKEN, ("pypi-",)),
    "sendgrid.SendGridDetector": (Kind.KEY, ("sg.",)),
    "slack.SlackDetector": (Kind.TOKEN, ("xox", "hooks.slack.com")),
    "square_oauth.SquareOAuthDetector": (Kind.TOKEN, ("sq0csp",)),
    "stripe.StripeDetector": (Kind.KEY, ("k_live_",)),
    "telegram_token.TelegramBotTokenDetector": (Kind.TOKEN, ("telegram", "bot")),
    "twilio.TwilioKeyDetector": (Kind.KEY, ("twilio",)),
}


_LONGEST_PIECE, _OVERLAP = 2000, 400
"""Some of the detectors' patterns look from each place to the end of the line, so long lines are given in pieces."""


def _pieces(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for start in range(0, max(1, len(line) - _OVERLAP), _LONGEST_PIECE - _OVERLAP):
            yield line[start : start + _LONGEST_PIECE]


@cache
def _plugin(name: str) -> Any:
    module, cls = name.split(".")
    return getattr(import_module(f"detect_secrets.plugins.{module}"), cls)()


def _detector(name: str, kind: Kind, needles: tuple[str, ...]) -> Detector:
    def search(text: str) -> Iterator[Finding]:
        values: set[str] = {value for piece in _pieces(text) for value in _plugin(name).analyze_string(piece) if value}
        for value in sorted(values):
            start = text.find(value)
            while start >= 0:
                yield Finding(start, start + len(value), value, kind)
                start = text.find(value, start + len(value))

    return Detector(needles, search)


GROUP = Group(
    re.compile(r"[a-z0-9_\-+/=]{16}"),
    tuple(_detector(name, kind, needles) for name, (kind, needles) in _PLUGINS.items()),
)
