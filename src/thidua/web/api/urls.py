from django.contrib.auth.decorators import login_not_required
from django.urls import path

from thidua.web.api import deed, directory, exchange, figure, standing, views
from thidua.web.api.frame import api

for part in (directory, deed, figure, standing, exchange):
    api.add_router("", part.router)

_prefix, *_names = api.urls
_patterns = _prefix
for _pattern in _patterns:
    login_not_required(_pattern.callback)  # a token opens it, no session does

urlpatterns = [
    path("ket-noi/", views.tokens, name="tokens"),
    path("ket-noi/<int:pk>/thu-hoi/", views.revoke, name="token-revoke"),
    path("ket-noi/tai-lieu/", views.document, name="api-document"),
    path("api/v1/", (_patterns, *_names)),
]
