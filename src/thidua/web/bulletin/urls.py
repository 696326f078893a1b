from django.urls import path

from thidua.web.bulletin import edit, public, views, weak

_ISSUE = "ban-tin-thang/<slug:unit>/<slug:period>/"

urlpatterns = [
    path("ban-tin/", public.listed, name="public-bulletins"),
    path("ban-tin/<slug:unit>/<slug:period>/", public.issue, name="public-bulletin"),
    path(
        "ban-tin/<slug:unit>/<slug:period>/ban-tin.<slug:form>",
        public.document,
        name="public-bulletin-document",
    ),
    path("ban-tin-thang/", views.listed, name="bulletins"),
    path("ban-tin-thang/dung/", edit.draw, name="bulletin-draw"),
    path(_ISSUE, views.issue, name="bulletin"),
    path(f"{_ISSUE}sua/", edit.edit, name="bulletin-edit"),
    path(f"{_ISSUE}dung-lai/", edit.redraw, name="bulletin-redraw"),
    path(f"{_ISSUE}buoc/", views.step, name="bulletin-step"),
    path(f"{_ISSUE}dong-y/", edit.consent, name="bulletin-consent"),
    path(f"{_ISSUE}dinh-chinh/", views.correct, name="bulletin-correct"),
    path(f"{_ISSUE}ban-tin.<slug:form>", views.document, name="bulletin-document"),
    path("khau-yeu/", weak.listed, name="weaknesses"),
    path("khau-yeu/mo/", weak.opened, name="weakness-new"),
    path("khau-yeu/<slug:code>/", weak.weakness, name="weakness"),
]
