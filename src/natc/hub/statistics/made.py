"""What a release holds, as the engine knows it: figures, policy, how it stands today.

Apart from the models, so that a command that reads no figure need not load what reads them.
"""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from natc.engine.release.archive import Standing
from natc.engine.release.figures import Mark
from natc.engine.release.figures import Release as Made
from natc.engine.release.file import parse_release
from natc.engine.release.policy import Policy, parse_policy
from natc.engine.text import LANGUAGES, Text
from natc.hub.fields import spoken
from natc.hub.statistics.models import PolicyVersion, Release, Status

AT_HAND = 16  # releases and policies kept read in one process


def made_of(release: Release) -> Made:
    """The tested release; ValueError before there is one."""
    return _read_release(release.made)


def policy_of(version: PolicyVersion) -> Policy:
    """The policy itself."""
    return policy_in(version.content)


def keep_policy(content: str) -> PolicyVersion:
    """The policy with this content, kept once. Raises Unusable as `policy_in` does."""
    policy = policy_in(content)
    return PolicyVersion.objects.get_or_create(sha256=policy.sha256, defaults={"content": content, "version": policy.version})[0]


@lru_cache(maxsize=AT_HAND)
def policy_in(content: str) -> Policy:
    """The policy that is written as `content`. Raises Unusable, with a sentence, for what is none."""
    return parse_policy(content.encode(), Path("policy.yaml"))


def standing_of(release: Release) -> Standing:
    """How a release stands today, as everything made from it must say."""
    withdrawn, successor = release.status == Status.WITHDRAWN, release.successor
    why = release.mistake if withdrawn else successor.why if successor else release.why
    mark = Mark.WITHDRAWN if withdrawn else Mark(release.mark)
    return Standing(mark, successor.number if successor else None, for_the_engine(why) if why else None)


def for_the_engine(text: Mapping[str, str]) -> Text:
    """A text that people wrote in the languages that the engine's texts have; in the original where it is not in one."""
    return {lang: spoken(text, lang) for lang in LANGUAGES}


def digest_of_own(made: Made, territory: str) -> str:
    """SHA-256, hexadecimal, of what a release shows of one state: an approval holds as long as this is the same."""
    rows = made.figures.filter(territory=territory).rows()
    return sha256(repr(rows).encode()).hexdigest()


@lru_cache(maxsize=AT_HAND)
def _read_release(content: str) -> Made:
    return parse_release(content.encode())
