"""Settings from the environment, with a home folder that holds everything a place writes.

THIDUA_HOME      folder for the database, vault, evidence and secret key (default: ./var/home)
THIDUA_DATABASE  postgresql://user:password@host:port/name; without it, SQLite in the home
THIDUA_HOSTS     host names this server answers to, comma separated (default: localhost)
THIDUA_HTTPS     "1" when the server stands behind TLS: secure cookies and HSTS
THIDUA_PROXIES   addresses or networks of own proxies, comma separated; only they may say who is behind them
THIDUA_SECOND_FACTOR  "1": administrators and whoever confirms or closes need a second factor
THIDUA_OIDC_ISSUER, _CLIENT, _SECRET, _CLAIM, _NAME  sign-in through the place's own identity provider
THIDUA_ADDRESS   where people reach this site, for links in letters (default: http://localhost:8000)
THIDUA_MAIL_HOST the server that takes letters, with _PORT, _USER, _PASSWORD, _FROM and _TLS; without it none are sent
THIDUA_DEBUG     "1" only on a developer's machine
"""

import os
import secrets
from datetime import date
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("THIDUA_HOME", "var/home")).resolve()


def _flag(name: str) -> bool:
    value = os.environ.get(name, "0")
    if value not in {"0", "1"}:
        raise SystemExit(f"{name}={value}: chỉ nhận 0 hoặc 1.")
    return value == "1"


def _proxies() -> list[IPv4Network | IPv6Network]:
    texts = [text.strip() for text in os.environ.get("THIDUA_PROXIES", "").split(",") if text.strip()]
    try:
        return [ip_network(text) for text in texts]
    except ValueError as wrong:
        raise SystemExit(f"THIDUA_PROXIES: {wrong}") from wrong


def _oidc() -> dict[str, str]:
    """The identity provider of the place, or nothing. Its tokens are worth a password: only over TLS."""
    issuer = os.environ.get("THIDUA_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    at = urlsplit(issuer)
    if at.scheme != "https" and at.hostname not in {"localhost", "127.0.0.1"}:
        raise SystemExit("THIDUA_OIDC_ISSUER: cần địa chỉ https://…")
    return {
        "issuer": issuer,
        "origin": f"{at.scheme}://{at.netloc}",
        "client": os.environ.get("THIDUA_OIDC_CLIENT", "thidua"),
        "secret": os.environ.get("THIDUA_OIDC_SECRET", ""),
        "claim": os.environ.get("THIDUA_OIDC_CLAIM", "preferred_username"),
        "name": os.environ.get("THIDUA_OIDC_NAME", "tài khoản của ngành"),
    }


def _secret_key() -> str:
    """A key of this home's own, made on first use and readable by its owner only."""
    path = HOME / "secret-key"
    if not path.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")


def _database() -> dict:
    if url := os.environ.get("THIDUA_DATABASE"):
        parts = urlsplit(url)
        if parts.scheme != "postgresql":
            raise SystemExit("THIDUA_DATABASE: chỉ nhận địa chỉ postgresql://…")
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/") or "postgres",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,  # a server that was started again costs nobody a page
            # The server plans what a line asks again and again once: planning was two thirds of its work for a page.
            "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3},
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "CONN_MAX_AGE": 60,  # opening the file anew for every page is a tenth of the page
        "NAME": HOME / "thidua.sqlite3",
        "OPTIONS": {
            # Measured: any other combination loses writes under concurrency (docs/decisions/0003).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-20000;",
        },
    }


SECRET_KEY = _secret_key()
DEBUG = _flag("THIDUA_DEBUG")
HTTPS = _flag("THIDUA_HTTPS")
ALLOWED_HOSTS = os.environ.get("THIDUA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "thidua.store",
    "thidua.web",
]
AUTH_USER_MODEL = "store.Account"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # A year of figures is 300 kB of page and 20 kB on the line; Django's own tokens are masked against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "thidua.web.guard.guard",
    "thidua.web.language.speak",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thidua.web.guard.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thidua.web.sign_in.gate.Gate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "thidua.urls"
WSGI_APPLICATION = "thidua.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.web.context.house",
            ],
            "builtins": ["django.templatetags.i18n", "thidua.web.templatetags.vietnamese"],
        },
    }
]

LANGUAGE_CODE = "vi"  # source strings are Vietnamese; English stands in locale/en
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # served straight from the installed package, no collectstatic step
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Argon2id at OWASP's minimum: 19 MiB and about 40 ms, so that four sign-ins at once do not take 400 MB.
PASSWORD_HASHERS = ["thidua.store.password.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PROXIES = _proxies()
SECOND_FACTOR = _flag("THIDUA_SECOND_FACTOR")

# allauth: the ways of proving who one is. Accounts are made by an administrator, never by signing up.
ACCOUNT_ADAPTER = "thidua.web.sign_in.adapter.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
MFA_ADAPTER = "thidua.web.sign_in.adapter.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Thi đua"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones and of a server without a network drift
MFA_RECOVERY_CODES_SHOW_ONCE = False
OIDC = _oidc()
SOCIALACCOUNT_ADAPTER = "thidua.web.sign_in.adapter.Identities"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "SCOPE": ["openid", "profile"],
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC["name"],
                "client_id": OIDC["client"],
                "secret": OIDC["secret"],
                "settings": {"server_url": OIDC["issuer"]},
            }
        ]
        if OIDC
        else [],
    }
}
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "sign-in"
# Long work waits in the database for the worker process; no broker (docs/decisions/0014).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
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
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Letters (actions/notice_mail.py); TLS is "tls" (from the first byte), "starttls" or nothing.
ADDRESS = os.environ.get("THIDUA_ADDRESS", "http://localhost:8000").rstrip("/")
EMAIL_HOST = os.environ.get("THIDUA_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("THIDUA_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("THIDUA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("THIDUA_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("THIDUA_MAIL_TLS") == "starttls"
EMAIL_USE_SSL = os.environ.get("THIDUA_MAIL_TLS") == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("THIDUA_MAIL_FROM", "thi-dua@localhost")

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}


def _demonstration_day() -> date | None:
    """The day on which a demonstration stands still, from the first line of its home's mark."""
    try:
        return date.fromisoformat((HOME / "demo").read_text(encoding="utf-8").split("\n")[0])
    except (OSError, ValueError):
        return None


DEMO = (HOME / "demo").exists()  # every page says so when the home holds demonstration data
DEMO_DAY = _demonstration_day()
