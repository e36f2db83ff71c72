"""Health checks from inside the image: `python -m config.healthy web | worker | beat`. The exit code is the answer.

Web is asked over HTTP, as a load balancer would. Worker and beat are as healthy as their last sign of life in the database:
asking them (`celery inspect`) would ask the broker, which may be away while both are well.
"""

import http.client
import os
import sys

_ASKED_WITHIN = 4  # seconds


def main(role: str) -> int:
    return 0 if (web_answers() if role == "web" else gave_sign(role)) else 1


def web_answers(port: int = 8000) -> bool:
    """Tell whether web serves pages, asked under a name that it answers to."""
    name = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".*")
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=_ASKED_WITHIN)
    try:
        line.request("GET", "/health/ready", headers={"Host": name or "localhost"})
        return line.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        line.close()


def gave_sign(name: str) -> bool:
    """Tell whether `name` ("worker" or "beat") was heard of in the last five minutes."""
    import django  # noqa: PLC0415 - web is asked every ten seconds and needs none of it

    django.setup()
    from kit import clock  # noqa: PLC0415
    from notices import reads  # noqa: PLC0415
    from notices.models import Pulse  # noqa: PLC0415

    heard = Pulse.objects.filter(name=name).values_list("at", flat=True).first()
    return not reads.is_still(heard, clock.now())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(main(sys.argv[1]))
