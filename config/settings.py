"""Everything that can be configured, read from the environment; docs/configuration.md lists it with its defaults.

With LOCAL=1 (what `make run` writes to .env) all has a working default. Without it, what is unsafe to guess is asked for.
"""

import os
import sys
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from dotenv import load_dotenv
from psycopg.conninfo import conninfo_to_dict

from config import environment as env

BASE = Path(__file__).resolve().parent.parent
# What this machine alone keeps: data of the embedded servers, pictures, collected files.
KEPT = Path(os.environ.get("GILJABI_HOME") or BASE / ".local")

if os.environ.get("ENV_FILE", ".env"):
    load_dotenv(BASE / os.environ.get("ENV_FILE", ".env"))

LOCAL = env.flag("LOCAL")
TESTING = "pytest" in sys.modules
DEBUG = env.flag("DEBUG")

_needed = [name for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
if _needed and not LOCAL:
    raise ImproperlyConfigured(
        f"Not set: {', '.join(_needed)}. Set them, or LOCAL=1 on your own machine (`make run` does). "
        "docs/configuration.md lists every setting."
    )
if DEBUG and not LOCAL:
    raise ImproperlyConfigured("DEBUG shows people's data to strangers: it needs LOCAL=1.")

SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost, 127.0.0.1, [::1], testserver" if LOCAL else "")
SITE_ADDRESS = env.text("SITE_ADDRESS", f"http://127.0.0.1:{env.text('PORT', '8000')}" if LOCAL else "")
if not SITE_ADDRESS:
    SITE_ADDRESS = f"https://{ALLOWED_HOSTS[0]}"
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
DEMO = LOCAL and env.flag("DEMO", True)
CLOCK_FILE = KEPT / "clock" if LOCAL else None
# Addresses with port, "127.0.0.1:8123", that kit.fetch may connect to beside the public web: for tests and rehearsals.
FETCH_ALSO: frozenset[str] = frozenset(env.words("FETCH_ALSO")) if LOCAL else frozenset()
# Where GitHub's REST API answers; elsewhere only on one's own machine, for tests and rehearsals (with FETCH_ALSO).
GITHUB_API = env.text("GITHUB_API", "https://api.github.com").rstrip("/") if LOCAL else "https://api.github.com"
if TESTING:
    GITHUB_API = "http://127.0.0.1:9"  # where nobody answers and nobody is let go
GITHUB_TOKEN = env.text("GITHUB_TOKEN").strip()

INSTALLED_APPS = [
    "config.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "config.apps.StaticConfig",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "django_htmx",
    "accounts",
    "notices",
    "roadmap",
    "portfolio",
    "mentoring",
    "peers",
    "home",
    "demo",
    "config.apps.ConfigConfig",
]

MIDDLEWARE = [
    "config.middleware.trouble.trouble",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.same_for_all.same_for_all",
    "config.middleware.squeeze.Squeeze",
    "config.middleware.policy.Policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.auth.Authentication",
    "config.middleware.seen.seen",
    "config.middleware.private.private",
    "config.middleware.language.language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / "templates"],
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": ["config.jinja.of_request"],
        },
    },
    {
        # Packages' own pages (admin), and our few overrides of them.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "config" / "django_templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "notices.reads.in_admin",
            ],
        },
    },
]


def _database(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    taken = {key: parts.pop(key, "") for key in ("dbname", "user", "password", "host", "port")}
    return {
        "ENGINE": "config.postgres",
        "NAME": taken["dbname"],
        "USER": taken["user"],
        "PASSWORD": taken["password"],
        "HOST": taken["host"],
        "PORT": taken["port"],
        "CONN_MAX_AGE": env.whole("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 3,
            "server_side_binding": True,
            "prepare_threshold": 2 if env.flag("PREPARED_STATEMENTS", True) else None,
            **parts,
        },
    }


def _embedded() -> tuple[str, str]:
    from config.embedded import addresses  # noqa: PLC0415 - production has none of it installed

    return addresses()


DATABASE_URL, REDIS_URL = env.text("DATABASE_URL"), env.text("REDIS_URL")
if not (DATABASE_URL and REDIS_URL):
    _database_url, _redis_url = _embedded()
    DATABASE_URL, REDIS_URL = DATABASE_URL or _database_url, REDIS_URL or _redis_url

DATABASES = {"default": _database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in limits are all that is kept here; without Redis each process counts for itself.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "config.cache.FailsOpen",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "cache",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }
}
if TESTING:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

SESSION_ENGINE = "config.auth"
SESSION_COOKIE_AGE = int(timedelta(days=60).total_seconds())
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "handle", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "accounts.views.kept.stale"

# django-allauth. Accounts begin and are entered by a code from a letter: accounts/actions/enter.py
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
# Six digits hold because guesses are few: strangers get 40 codes a day for one address, 5 tries each, 2 chances in 10,000.
# Who is counted how: accounts/actions/codes.py. Codes for a new address are counted with them.
ACCOUNT_RATE_LIMITS = {
    "code": "20/m/ip,200/d/ip",
    "code_here": "3/m/key,10/d/key",
    "code_strangers": "40/d/key",
    "code_known": "3/m/key,20/d/key",
    "confirm_email": "",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("BEHIND_PROXY") else 0

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
LOCALE_PATHS = [BASE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = KEPT / "static" if LOCAL else Path(env.text("STATIC_ROOT", str(BASE / "static-collected")))
STATICFILES_DIRS = [BASE / "static"]
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(KEPT / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if TESTING else "config.static.JoinedStatic"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TESTING
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # each file is looked at when the server starts; nobody asks for the others

EMAIL_TIMEOUT = 5
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.whole("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
_from = env.text("DEFAULT_FROM_EMAIL", "giljabi@localhost" if LOCAL else f"giljabi@{ALLOWED_HOSTS[0]}")
DEFAULT_FROM_EMAIL = parseaddr(_from)[1]  # the name before it is ours, in the language of the mail
CONTACT_ADDRESS = env.text("CONTACT_ADDRESS", DEFAULT_FROM_EMAIL)  # where a person reads what people write to us
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_FILE_PATH = KEPT / "mail"  # what /dev/mail/ shows
if LOCAL and not os.environ.get("EMAIL_HOST"):
    EMAIL_BACKEND = "kit.mailbox.EmailBackend"


def celery_url(redis_url: str) -> str:
    """The same address as Celery spells it: a Unix socket has a scheme of its own there."""
    return redis_url.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")


CELERY_BROKER_URL = celery_url(REDIS_URL)
DOORBELL = "config.celery.app"  # whom kit.doorbell rings

# The API says itself who comes in and how often, on its views: config/api/door.py
REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "config.api.schema.Described"}
SPECTACULAR_SETTINGS = {
    "TITLE": _("Giljabi API"),
    "DESCRIPTION": _("Log, walk and measure from your own programs. A token is made in your settings."),
    "VERSION": "1",
    "TAGS": [  # the chapters of /api/docs/, in its order
        {"name": "me", "description": pgettext_lazy("chapter", "You")},
        {"name": "progress", "description": pgettext_lazy("chapter", "Progress")},
        {"name": "entries", "description": _("Log")},
        {"name": "projects", "description": _("Projects")},
        {"name": "milestones", "description": _("Milestones and readings")},
        {"name": "people", "description": _("What others show")},
    ],
    "SERVE_URLCONF": "config.urls",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PATH_CONVERTER_OVERRIDES": {"day": {"type": "string", "format": "date"}, "handle": {"type": "string"}},
    "POSTPROCESSING_HOOKS": ["config.api.schema.with_problems"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_SPLIT_PATCH": False,  # a change has its own shape, and needs its version
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,  # those are for us, in one language
    "ENABLE_DJANGO_DEPLOY_CHECK": False,  # a test looks
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE = "Lax"
if not LOCAL:
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = ["^health/"]  # asked from inside, where nobody speaks TLS
    SECURE_HSTS_SECONDS = env.whole("SECURE_HSTS_SECONDS", int(timedelta(days=365).total_seconds()))
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_HANDLERS = [
    "kit.uploads.Capped",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000  # what is beyond 10 is read past, kit/uploads.py; this many no person chooses

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
