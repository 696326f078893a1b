from django.urls import path

from thidua.web.succession import draft, new

_DRAFT = "danh-ba/sap-xep/<slug:code>/"

urlpatterns = [
    path("danh-ba/sap-xep/", draft.successions, name="successions"),
    path("danh-ba/sap-xep/lap/", new.create, name="succession-new"),
    path(_DRAFT, draft.succession, name="succession"),
    path(f"{_DRAFT}xac-nhan/", draft.assign, name="succession-assign"),
    path(f"{_DRAFT}thuc-hien/", draft.complete, name="succession-complete"),
    path(f"{_DRAFT}bo/", draft.drop, name="succession-drop"),
]
