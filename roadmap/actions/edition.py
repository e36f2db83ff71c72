from uuid import uuid4

from django.db import transaction

from roadmap import trail
from roadmap.models import Edition


@transaction.atomic
def renew_edition() -> None:
    """Say that the roadmap changed: every process reads it again within two seconds, this one at once."""
    edition = Edition.objects.lock()
    edition.version = uuid4()
    edition.save(update_fields=["version"])
    trail.forget()
    transaction.on_commit(trail.forget)  # for who asked meanwhile and still saw the old one
