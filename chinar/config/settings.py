"""The one settings file. What differs between installations comes from CHINAR_ variables (docs/operations/settings.md);
what differs between municipalities is data and never stands here."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from chinar.config import env
from chinar.config.clamd import clamd
from chinar.config.database import database, swap_sqlite
from chinar.config.mail import mail
from chinar.config.sms import sms
from chinar.config.tiles import tiles

swap_sqlite()

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(env.text("CHINAR_VAR", str(ROOT / "var")))

DEMO = env.flag("CHINAR_DEMO")
DEBUG = False

# Known to everybody: good for a demo on localhost, refused anywhere else (config/checks.py).
DEMO_SECRET = "demo-only-secret-that-everybody-knows-and-no-town-may-use"  # noqa: S105
DEMO_DATA_KEY = "demo:Y2hpbmFyLWRlbW8tZGF0YS1rZXktbm90LXNlY3JldCE="

SECRET_KEY = env.text("CHINAR_SECRET_KEY", DEMO_SECRET if DEMO else "")
# Newest first, each `id:base64 of 32 bytes`; all can read, the first one writes.
DATA_KEYS = env.words("CHINAR_DATA_KEYS", DEMO_DATA_KEY if DEMO else "")
# Finds an encrypted value without decrypting all: HMAC-SHA-256 under this key.
LOOKUP_KEY = env.text("CHINAR_LOOKUP_KEY", DEMO_SECRET if DEMO else "")

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"] if DEMO else env.words("CHINAR_HOSTS")
# host name=slug of the municipality, comma separated; every other host serves /slug/... addresses.
TOWN_HOSTS = dict(pair.split("=", 1) for pair in env.words("CHINAR_TOWN_HOSTS"))
BASE_URL = env.text("CHINAR_BASE_URL", "http://localhost:8000")
SECURE = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "chinar.config",
    "chinar.demo",
    "chinar.sites.portal",
    "chinar.sites.desk",
    "chinar.domain.appeals",
    "chinar.domain.visits",
    "chinar.domain.applications",
    "chinar.domain.enquiries",
    "chinar.domain.information_requests",
    "chinar.domain.reports",
    "chinar.domain.catalogue",
    "chinar.domain.registers",
    "chinar.domain.cases",
    "chinar.domain.questionnaires",
    "chinar.foundation.trail",
    "chinar.foundation.conversation",
    "chinar.foundation.moderation",
    "chinar.foundation.payments",
    "chinar.foundation.search",
    "chinar.foundation.notifications",
    "chinar.foundation.documents",
    "chinar.foundation.time",
    "chinar.foundation.offices",
    "chinar.foundation.identification",
    "chinar.foundation.people",
    "chinar.foundation.territory",
    "chinar.foundation.journal",
    "chinar.foundation.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *env.words("CHINAR_TEST_APPS"),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "chinar.foundation.core.middleware.NoNulMiddleware",
    "chinar.foundation.territory.middleware.TownMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chinar.foundation.identification.middleware.IdentificationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chinar.foundation.people.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "chinar.foundation.documents.quarantine.QuarantineMiddleware",
]

ROOT_URLCONF = "chinar.config.urls"
TOWN_URLCONF = "chinar.config.urls_town"
HOST_URLCONF = "chinar.config.urls_host"
WSGI_APPLICATION = "chinar.config.wsgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "chinar.foundation.core.context.layout",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "chinar.foundation.core.jinja.environment",
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS[:3]},
    },
]

DATABASES = {"default": database(env.text("CHINAR_DATABASE", f"sqlite:///{VAR}/chinar.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["chinar.foundation.people.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "chinar.foundation.people.passwords.NotLikeTheAddress"},
    {"NAME": "chinar.foundation.people.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Where an official of one municipality begins the day; sign-in stands below the desk and cannot know its name.
OFFICIAL_HOME = "desk:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# Nobody reads the mail of the demo. Elsewhere an account opens when its address is confirmed.
ACCOUNT_EMAIL_VERIFICATION = "none" if DEMO else "mandatory"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "chinar.foundation.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "chinar.foundation.people.signin_forms.SignInForm",
    "signup": "chinar.foundation.people.signin_forms.SignUpForm",
    "change_password": "chinar.foundation.people.signin_forms.ChangePasswordForm",
    "set_password": "chinar.foundation.people.signin_forms.SetPasswordForm",
    "reset_password": "chinar.foundation.people.signin_forms.ResetPasswordForm",
    "reset_password_from_key": "chinar.foundation.people.signin_forms.ResetPasswordKeyForm",
    "reauthenticate": "chinar.foundation.people.signin_forms.ReauthenticateForm",
}
MFA_ADAPTER = "chinar.foundation.people.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "chinar.foundation.people.signin_forms.SecondFactorForm",
    "reauthenticate": "chinar.foundation.people.signin_forms.ConfirmForm",
    "activate_totp": "chinar.foundation.people.signin_forms.ActivateAppForm",
    "add_webauthn": "chinar.foundation.people.signin_forms.AddPasskeyForm",
    "login_webauthn": "chinar.foundation.people.signin_forms.SignInPasskeyForm",
    "authenticate_webauthn": "chinar.foundation.people.signin_forms.SecondFactorPasskeyForm",
    "reauthenticate_webauthn": "chinar.foundation.people.signin_forms.ConfirmPasskeyForm",
    "edit_webauthn": "chinar.foundation.people.signin_forms.NamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Chinar"
# One step of 30 seconds before and after, for clocks that are not quite right (RFC 6238, 5.2 and 6).
MFA_TOTP_TOLERANCE = 1
# The device checks its owner (finger, face, PIN): only so is a passkey two factors.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = ACCOUNT_EMAIL_VERIFICATION == "none"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

LANGUAGE_CODE = "bg"
LANGUAGES = [("bg", _("Bulgarian")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Sofia"

NODE_MODULES = ROOT / "node_modules"
# Folder of the official schemas of RegiX; without it the operations described in domain/registers work, and no others.
REGIX_SCHEMAS = env.text("CHINAR_REGIX_SCHEMAS")
# The last day on which fees are shown in leva beside the euro.
LEVA_UNTIL = env.day("CHINAR_LEVA_UNTIL")
# Folder with a folder for each municipality, in which its own registers lie (domain/registers/local).
LOCAL_BASES = env.text("CHINAR_LOCAL_BASES", str(ROOT / "chinar" / "demo" / "data" / "bases") if DEMO else "")
# One folder per municipality, named as its slug: client.crt, client.key, authority.crt.
REGIX_KEYS = env.text("CHINAR_REGIX_KEYS", str(VAR / "regix"))
# Where `chinar serve` has started the simulator for the demo; it asks no real register.
REGIX_SIMULATOR = env.text("CHINAR_REGIX_SIMULATOR") if DEMO else ""
# One folder per municipality, named as its slug: keys.toml and what it names (docs/operations/signing.md).
SIGNING_KEYS = env.text("CHINAR_SIGNING_KEYS", str(VAR / "signing"))
# Folder with providers.toml and what it names (docs/operations/identification.md); the simulator that `chinar serve`
# starts in the demo writes one of its own.
IDENTITY_PROVIDERS = env.text("CHINAR_IDENTITY_PROVIDERS", str(VAR / "identity"))
# The same for the payment portal; no money moves there.
PAYMENT_SIMULATOR = env.text("CHINAR_PAYMENT_SIMULATOR") if DEMO else ""
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
FILES_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("CHINAR_MAIL_FROM", "chinar@localhost")
globals().update(mail(env.text("CHINAR_SMTP")))
_sms = sms(env.text("CHINAR_SMS"), sender=env.text("CHINAR_SMS_FROM"))
SMS_URL = _sms.url
SMS_USER = _sms.user
SMS_PASSWORD = _sms.password
SMS_SENDER = _sms.sender
# File of certificates of authorities that mailboxes are trusted by, beside those of this machine.
MAILBOX_AUTHORITIES = env.text("CHINAR_MAILBOX_CA")
CLAMD = clamd(env.text("CHINAR_CLAMD"))
# Under the maps; without it they are drawn from the town's own outline and settlements, and nobody else is asked.
MAP_TILES = tiles(env.text("CHINAR_MAP_TILES"), note=env.text("CHINAR_MAP_TILES_NOTE"))

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600  # a working day; what somebody is writing is kept apart from the session
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "chinar_session", "chinar_csrf"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_SSL_REDIRECT = False  # the proxy's work (docs/operations/production.md)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("CHINAR_BEHIND_PROXY") else None
# So that limits count by the visitor's address and not by the proxy's.
RATELIMIT_IP_META_KEY = "chinar.foundation.core.visitors.address"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("CHINAR_BEHIND_PROXY") else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The proxy redirects to https; entry into the browsers' preload list is the owner's decision about the whole domain.
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W021"]
# So old may be what a visitor reads who brings no cookie (core/remembering.py).
VISITORS_PAGE_SECONDS = 10
CSRF_FAILURE_VIEW = "chinar.sites.portal.views.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", *([MAP_TILES.origin] if MAP_TILES else [])],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Holds the counters of rate limits and the codes that were used, which must be the same in every process.
CACHES = {
    "default": {
        "BACKEND": "chinar.foundation.core.counters.CounterCache",
        "LOCATION": "chinar_cache",
        # Django's own 300 would let anybody push out the counters by filling it.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# What the worker does again and again: (dotted path of a function without arguments, every so many seconds).
TICKS = [
    ("chinar.foundation.journal.tasks.seal_all", 3),
    ("chinar.foundation.notifications.tasks.send_all", 5),
    ("chinar.foundation.conversation.tasks.tell_followers", 10),
    ("chinar.domain.cases.tasks.watch_all", 300),
    ("chinar.domain.cases.tasks.take_back_all_refused", 60),
    ("chinar.domain.cases.tasks.tell_of_infected", 30),
    ("chinar.domain.cases.tasks.ask_how_it_went", 60),
    ("chinar.domain.applications.tasks.erase_old_drafts", 3600),
    ("chinar.domain.applications.tasks.serve_deemed", 3600),
    ("chinar.domain.applications.tasks.warn_of_rights_that_end", 24 * 3600),
    ("chinar.domain.applications.tasks.carry_between_towns", 5),
    ("chinar.domain.applications.tasks.lift_fees", 60),
    ("chinar.domain.visits.tasks.erase_left_visits", 3600),
    ("chinar.domain.reports.tasks.erase_waiting_photos", 3600),
    ("chinar.domain.reports.tasks.erase_unconfirmed", 3600),
    ("chinar.foundation.conversation.tasks.erase_unconfirmed", 3600),
    ("chinar.domain.registers.tasks.carry_between_towns", 5),
    ("chinar.foundation.payments.tasks.ask_portals", 60),
    ("chinar.domain.registers.tasks.forget_answers", 3600),
    ("chinar.domain.cases.tasks.count_all_figures", 3600),
    ("chinar.domain.cases.tasks.count_all_voices", 3600),
    ("chinar.domain.reports.tasks.count_all_courses", 3600),
    ("chinar.domain.cases.tasks.propose_destruction_lists", 24 * 3600),
    ("chinar.domain.cases.tasks.erase_old_ratings", 24 * 3600),
    ("chinar.foundation.documents.tasks.sweep_erased", 3600),
    ("chinar.foundation.notifications.tasks.erase_old_mail", 3600),
    ("chinar.foundation.core.tasks.tell_planner", 3600),
    ("chinar.foundation.core.tasks.forget_counters", 600),
    ("chinar.foundation.people.tasks.erase_old_sessions", 3600),
    ("chinar.foundation.identification.tasks.erase_old_attempts", 300),
]
# The same in a thread of its own: it waits for registers that may take seconds to answer, and holds up nothing else.
TICKS_APART = [
    ("chinar.domain.registers.tasks.fetch_evidence", 3),
    ("chinar.domain.cases.tasks.number_all", 10),
    ("chinar.foundation.documents.tasks.scan_waiting", 3),
    ("chinar.foundation.notifications.tasks.take_in_mail", 60),
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"httpcore": {"level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": env.text("CHINAR_LOG_LEVEL", "INFO")},
}
