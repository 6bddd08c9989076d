"""What a territory is called, which depends on who reads."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from natc.hub.members.models import Audience, Territory
from natc.hub.web.templatetags.said import said


def audience_of(user: AbstractBaseUser | AnonymousUser) -> Audience:
    """Members for who is signed in, the public for a visitor."""
    return Audience.MEMBERS if user.is_authenticated else Audience.PUBLIC


def called(territory: Territory, audience: Audience) -> str:
    """The name for an audience, with a star where a footnote goes with it; the code where nobody gave a name."""
    name = territory.named(audience)
    return f"{said(name.name)}{'*' if name.footnote else ''}" if name else territory.code
