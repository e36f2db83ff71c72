from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from accounts.policies import CURATORS


@transaction.atomic
def make_curator(user: User) -> None:
    """Let `user` look after content and reports, and into the admin as far as our policies go."""
    group, _new = Group.objects.get_or_create(name=CURATORS)
    user.groups.add(group)
    User.objects.filter(pk=user.pk).update(is_staff=True)
