"""The hub's settings with a secret that is good for tests only."""

import os

os.environ.setdefault("NATC_SECRET_KEY", "only for tests")

from natc.hub.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = False  # Django's test client speaks plain HTTP
WHITENOISE_AUTOREFRESH = True  # no folder of collected files is needed
