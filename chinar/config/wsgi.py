"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chinar.config.settings")
application = get_wsgi_application()

# What is loaded now lives as long as the process. The collector would else look through all of it again and again,
# which was a tenth of what a page costs.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
