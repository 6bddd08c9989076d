"""Settings of the hub: this file and the environment, nothing else. docs/reference/settings.md lists the variables."""

import locale
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from natc.checkout import checkout

VAR = Path(os.environ.get("NATC_VAR") or checkout() / "var" / "hub")  # all that the hub keeps on disk
DEMONSTRATION = os.environ.get("NATC_DEMONSTRATION") == "1"  # invented people whom one can look as; loopback only
DEBUG = os.environ.get("NATC_DEBUG") == "1"
SECRET_KEY = os.environ.get("NATC_SECRET_KEY", "")
TRUSTED_PROXY = os.environ.get("NATC_TRUSTED_PROXY", "")  # the one address whose X-Forwarded-Proto and -For are believed
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


DATABASE_URL = os.environ.get("NATC_DATABASE_URL") or f"sqlite://{VAR.absolute() / 'natc.sqlite3'}"
DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # rate limits live here: Django's 300 would let guessing push them out
    }
}


_MAIL = urlsplit(os.environ.get("NATC_MAIL_URL", ""))  # smtp://user:password@host:port; smtps:// speaks TLS from the first byte
EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "", _MAIL.port or (465 if _MAIL.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.scheme == "smtps", _MAIL.scheme == "smtp" and EMAIL_HOST not in ("localhost", "127.0.0.1")
EMAIL_TIMEOUT = 10  # seconds
EMAIL_FILE_PATH = VAR / "mail"  # the demonstration's, read by its page *Sent mail*
EMAIL_BACKEND = "django.core.mail.backends." + (
    "filebased.EmailBackend" if DEMONSTRATION else "smtp.EmailBackend" if EMAIL_HOST else "console.EmailBackend"
)
DEFAULT_FROM_EMAIL = os.environ.get("NATC_MAIL_FROM") or "natc@localhost"

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
    "natc.hub.files",
    "natc.hub.members",
    "natc.hub.members.accounts",
    "natc.hub.library",
    "natc.hub.submissions",
    "natc.hub.needs",
    "natc.hub.statistics",
    "natc.hub.home",
    "natc.hub.api",
    "natc.hub.site",
    "allauth",  # after ours, so that its pages are drawn by our templates
    "allauth.account",
    "allauth.mfa",
]
# The demonstration's database is made anew at every start: tables straight from the models are there in a third of the time.
MIGRATION_MODULES = {app.rpartition(".")[2]: None for app in INSTALLED_APPS} if DEMONSTRATION else {}
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
    "allauth.account.middleware.AccountMiddleware",
    "natc.hub.members.accounts.middleware.SessionLimitMiddleware",
    "natc.hub.members.accounts.middleware.SecondFactorMiddleware",
    "natc.hub.members.middleware.ActingDeskMiddleware",
    "natc.hub.home.language.PersonsLanguageMiddleware",
    "natc.hub.home.first_week.FirstWeekMiddleware",
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
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("name", "email")}},
]
ACCOUNT_ADAPTER = "natc.hub.members.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; allauth wants to know by what people are told apart
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # whoever is not known gets no mail
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "natc.hub.members.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {"add_webauthn": "natc.hub.members.accounts.forms.KeyForm"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # allauth keeps no addresses here
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: old laptops' clocks are wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION  # http://localhost
SESSION_COOKIE_AGE = 9 * 60 * 60  # seconds; an hour more than a session may last, so that the page says why it ended
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not (DEBUG or DEMONSTRATION)
SECURE_HSTS_SECONDS = 0 if DEBUG or DEMONSTRATION else 2 * 365 * 24 * 60 * 60  # two years
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
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
LANGUAGES = [
    ("en", "English"),
    ("sr", "Српски"),
    ("sr-latn", "Srpski"),
    ("cnr", "Црногорски"),
    ("cnr-latn", "Crnogorski"),
]
locale.locale_alias |= {
    "cnr": "sr_ME.UTF-8",
    "cnr_latn": "sr_Latn.UTF-8",
}  # gettext reads Montenegrin as Serbian until it is written
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_AGE = "language", 365 * 24 * 60 * 60  # seconds: a year
LANGUAGE_COOKIE_SAMESITE, LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SECURE = "Lax", True, SESSION_COOKIE_SECURE
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
