from django.urls import path

from thidua.web.document import minutes, views

_COMPACT = "phong-trao/<slug:movement>/giao-uoc"

urlpatterns = [
    path("ke-hoach/<slug:code>/van-ban.<slug:form>", views.plan, name="plan-document"),
    path(f"{_COMPACT}.<slug:form>", views.compacts, name="compacts-document"),
    path(f"{_COMPACT}-nen.<slug:form>", views.compacts_start, name="compacts-start"),
    path(f"{_COMPACT}/<slug:code>/van-ban.<slug:form>", views.compact, name="compact-document"),
    path(
        f"{_COMPACT}/<slug:code>/cam-ket/<slug:person>.<slug:form>",
        views.commitment,
        name="commitment-document",
    ),
    path("don-vi/<slug:code>/<slug:period>/bao-cao.<slug:form>", views.report, name="report-document"),
    path("bien-ban/", minutes.listed, name="documents"),
    path("bien-ban/ghi/", minutes.write, name="minutes-new"),
    path("bien-ban/<slug:code>/", minutes.read, name="minutes"),
    path("bien-ban/<slug:code>/sua/", minutes.correct, name="minutes-correct"),
    path("bien-ban/<slug:code>/van-ban.<slug:form>", minutes.document, name="minutes-document"),
]
