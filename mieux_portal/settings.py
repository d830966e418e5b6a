"""The one settings file. Each variable of the environment has a default that runs, except SECRET_KEY.

Variables are listed in README («Settings»). `make demo` writes its own into `var/environment`, which is
read here, so that `manage.py` works in a checkout with nothing set; what is set outside always wins.
"""

import zoneinfo
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
environ.Env.read_env(DATA_DIR / "environment", overwrite=False)

DEBUG = env.bool("DEBUG", default=False)
# No key, no start: a default key would be known to everybody.
SECRET_KEY = env.str("SECRET_KEY", default="for development only" if DEBUG else env.NOTSET)

# --- Where the portal is reached ------------------------------------------------------------------
# One variable says it: https brings secure cookies, HSTS and the redirect from http with it.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="http://127.0.0.1:8000").rstrip("/")
_address = urlsplit(SITE_ADDRESS)
HTTPS = _address.scheme == "https"
ALLOWED_HOSTS = [
    _address.hostname,
    *([] if HTTPS else ["127.0.0.1", "localhost"]),
    *env.list("ALLOWED_HOSTS", default=[]),
]
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- The house ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    # The floors, from the roof down: a template or command of a higher floor wins.
    "mieux_portal.workspace",
    "mieux_portal.browse",
    "mieux_portal.search",
    "mieux_portal.remarks",
    "mieux_portal.portfolio",
    "mieux_portal.accounts",
    "mieux_portal.demo",
    "practices",
    "experts",
    "actions",
    "actions.base",
    # Wagtail
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "mieux_portal.accounts.apps.PeopleConfig",  # wagtail.users, with our screens of people
    "wagtail.sites",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    # Helpers
    "django_countries",
    "django_filters",
    "django_htmx",  # for its copy of htmx: pages are the same whoever asks, so its middleware is not needed
    "django_tables2",
    "csp",
    # Django
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "mieux_portal.accounts.middleware.AdminPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mieux_portal.workspace.refusals.RefusalsInWords",
    "mieux_portal.browse.addresses.LeadsOn",
]

ROOT_URLCONF = "mieux_portal.urls"
WSGI_APPLICATION = "mieux_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- What is kept ---------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a second writer waits for its turn instead of failing with «database is locked».
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "mieux_portal" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "base.User"
AUTHENTICATION_BACKENDS = ["mieux_portal.accounts.backends.NameOrEmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
# Without a mail server mails, and the links in them, stand on the console: whoever runs the portal reads it anyway.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10  # seconds: a page that sends a mail waits for its server
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default=f"MIEUX portal <no-reply@{_address.hostname}>")
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # whole days: mails and pages say how many; invitations hold as long
# Passwords and e-mail addresses are changed in one place, /account/, and never typed in by somebody else.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False

# --- Words ----------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en-gb", _("English"))]
FORMAT_MODULE_PATH = ["mieux_portal.formats"]
TIME_ZONE = "Europe/Vienna"
COUNTRIES_OVERRIDE = {"BS": "Bahamas", "NR": "Nauru"}  # the library's own forms read oddly in a sentence

# --- Wagtail --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "MIEUX portal"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
# A page of the admin asks no other host: no update check, no banner from wagtail.org, no avatars.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = sorted(zoneinfo.available_timezones() - {"localtime"})  # browsers know no «localtime»
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 5
WAGTAILDOCS_DOCUMENT_MODEL = "actions.ActionDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = env.int("DOCUMENT_MEGABYTES", default=20) * 1024**2
WAGTAILDOCS_DOCUMENT_FORM_BASE = "actions.upload_forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = env.int("PHOTOGRAPH_MEGABYTES", default=12) * 1024**2
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000  # what a good telephone takes; unpacked, a quarter of a gigabyte
WAGTAILIMAGES_IMAGE_FORM_BASE = "actions.upload_forms.PhotographForm"
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "webp"}

DJANGO_TABLES2_TEMPLATE = "components/table.html"

# --- Security policy ------------------------------------------------------------------------------
# The public pages need neither inline script nor inline style; Wagtail's admin needs both
# (wagtail#1288), so it gets a policy of its own in `mieux_portal.accounts.middleware`.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
    },
}
ADMIN_CONTENT_SECURITY_POLICY = {
    "frame-ancestors": [SELF],
    "script-src-attr": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
