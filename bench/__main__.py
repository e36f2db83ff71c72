"""`make bench`: what each main page costs, as ratios to Django's standard signed-in view. BENCH=long for more.

Names of pages may follow (`python -m bench Today log`), to look at those alone.
"""

import os
import sys

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench.run import run  # models may be imported from here on

    run(sys.argv[1:])
