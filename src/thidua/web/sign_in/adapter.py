"""allauth, made to fit the house: our sentences, our addresses, no sign-up, no mail, no stranger let in."""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.store.models import Account
from thidua.web.sign_in.address import client_address

TOO_MANY = gettext_lazy("Đã thử quá nhiều lần. Hãy đợi 15 phút rồi thử lại, hoặc gặp người quản trị.")
WRONG_CODE = gettext_lazy("Mã không đúng hoặc đã dùng. Hãy đợi mã mới trên điện thoại rồi gõ lại.")


class Accounts(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say what happened in words of their own."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nobody's e-mail address is held."""

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        return redirect("sign-in")


class Factors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def get_totp_label(self, user: Account) -> str:
        return user.username

    def generate_authenticator_name(self, user: Account, kind: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=kind).count() + 1
        return _("Khóa %(number)d") % {"number": number}


class CodeForm(AuthenticateForm):
    """A code counts once for as long as any clock would take it; allauth forgets it after one period."""

    def clean_code(self) -> str:
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not use_once(self.user, code):
            raise Factors().validation_error("incorrect_code")
        return code


def use_once(account: Account, code: str) -> bool:
    """Whether this code was not used yet by this account; from now on it is."""
    life = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 1)
    digits = "".join(letter for letter in code if letter.isdigit())
    return cache.add(f"totp-used:{account.pk}:{digits}", True, life)


class Identities(DefaultSocialAccountAdapter):
    """The place's provider says who somebody is; an account must be here already, and rights come from posts."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        said = sociallogin.account.extra_data
        claims = {**said.get("id_token", {}), **said.get("userinfo", {})}
        sociallogin.account.extra_data = {}  # the link is all we keep of what the provider says
        sociallogin.email_addresses = []
        if request.user.is_authenticated:
            _turn_away(request, _("Đồng chí đang đăng nhập; hãy đăng xuất trước."))
        if not sociallogin.is_existing:
            name = str(claims.get(settings.OIDC["claim"], "")).partition("@")[0].strip().lower()
            account = Account.objects.filter(username=name, is_active=True).first() if name else None
            if account is None or account.socialaccount_set.exists():
                _turn_away(
                    request, _("Hệ thống chưa có tài khoản ứng với người này. Hãy gặp người quản trị.")
                )
            sociallogin.connect(request, account)

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        _turn_away(request, _("Không xác thực được qua máy chủ định danh. Hãy thử lại hoặc dùng mật khẩu."))

    def get_requests_session(self) -> Any:
        """A client that can reach the configured issuer and nothing else (promise N2)."""
        session = super().get_requests_session()
        secure = session.get_adapter("https://")
        session.adapters.clear()
        session.mount(f"{settings.OIDC['origin']}/", secure)
        session.trust_env = False
        return session


def _turn_away(request: HttpRequest, told: str) -> NoReturn:
    messages.error(request, told)
    raise ImmediateHttpResponse(redirect("sign-in"))
