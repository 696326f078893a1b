"""Who may sign in. Rights come from the person's dated posts, not from the account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from thidua.store.models.person import Person


class AccountQuerySet(models.QuerySet["Account"]):
    def select_for_update(self, *args: Any, **kwargs: Any) -> AccountQuerySet:
        """Lock the account alone: PostgreSQL locks no row that an outer join may leave out."""
        return super().select_for_update(*args, **{"of": ("self",), **kwargs})


class AccountManager(BaseUserManager["Account"]):
    def get_queryset(self) -> models.QuerySet[Account]:
        """With the person, who is asked for wherever an account is."""
        return AccountQuerySet(self.model, using=self._db).select_related("person")

    def create_account(self, username: str, password: str, person: Person | None = None) -> Account:
        account = self.model(username=username, person=person)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    username = models.SlugField(max_length=60, unique=True)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="account"
    )
    is_active = models.BooleanField(default=True, help_text="False: locked, every session ends")
    must_change = models.BooleanField(default=False, help_text="the password was given by somebody else")
    toured_at = models.DateTimeField(null=True, blank=True, help_text="when the tour was taken or declined")

    objects = AccountManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.person.name if self.person else self.username
