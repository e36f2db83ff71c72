import logging
import os

from django.core.wsgi import get_wsgi_application

from config.access_log import as_asked

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
logging.getLogger("granian.access").addFilter(as_asked)
