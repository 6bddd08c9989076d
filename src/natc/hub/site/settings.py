"""Settings of the hub: this file and the environment, nothing else. docs/reference/settings.md lists the variables."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from natc.checkout import checkout

VAR = Path(os.environ.get("NATC_VAR") or checkout() / "var" / "hub")  # all that the hub keeps on disk
DEMONSTRATION = os.environ.get("NATC_DEMONSTRATION") == "1"  # invented people whom one can look as; loopback only
DEBUG = os.environ.get("NATC_DEBUG") == "1"
SECRET_KEY = os.environ.get("NATC_SECRET_KEY", "")
ALLOWED_HOSTS = [host for host in os.environ.get("NATC_HOSTS", "localhost").split(",") if host]


def database(url: str) -> dict[str, object]:
    """Django's settings of the database at `url`: sqlite:///path or postgresql://user:password@host:port/name."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": parts.path, "OPTIONS": options}
    named = {"NAME": parts.path[1:], "USER": parts.username, "PASSWORD": parts.password, "HOST": parts.hostname}
    given = {key: unquote(value) for key, value in named.items() if value}
    return {"ENGINE": "django.db.backends.postgresql", "PORT": parts.port or "", "CONN_MAX_AGE": 60, **given}


DATABASES = {"default": database(os.environ.get("NATC_DATABASE_URL") or f"sqlite:///{VAR / 'natc.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_cotton",
    "django_htmx",
    "django_tables2",
    "natc.hub.web",
    "natc.hub.audit",
    "natc.hub.members",
    "natc.hub.home",
    "natc.hub.site",
]
MIDDLEWARE = [
    "natc.hub.web.demonstration.DemonstrationMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "natc.hub.members.middleware.ActingDeskMiddleware",
    "natc.hub.web.middleware.RefusedMiddleware",
]
ROOT_URLCONF = "natc.hub.site.urls"
ASGI_APPLICATION = "natc.hub.site.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "natc.hub.site.navigation.navigation",
            ],
        },
    }
]

DJANGO_TABLES2_TEMPLATE = "web/table.html"
DJANGO_TABLES2_TABLE_ATTRS = {"class": "table table-vcenter mb-0"}

AUTH_USER_MODEL = "members.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not (DEBUG or DEMONSTRATION)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("sr", "Српски"), ("sr-latn", "Srpski")]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
