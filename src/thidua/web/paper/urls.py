from django.urls import path

from thidua.web.paper import certificate, check, dossier, register, sign, stock, template, views

DECISION = "giay-to/quyet-dinh/<slug:code>/"
TEMPLATE = "giay-to/mau/<slug:unit>/<slug:kind>/"

urlpatterns = [
    path("giay-to/", views.papers, name="papers"),
    path(DECISION, views.decision, name="decision-papers"),
    path(f"{DECISION}giay-khen/", certificate.make, name="certificates"),
    path(f"{DECISION}giay-khen/xem.png", certificate.look, name="certificate-look"),
    path(f"{DECISION}ky-so/", sign.sign, name="decision-sign"),
    path(f"{DECISION}ban-da-ky/", sign.bring, name="decision-bring"),
    path(f"{DECISION}<slug:kind>/trang-<int:page>.png", views.page, name="paper-page"),
    path(f"{DECISION}<slug:kind>.<slug:form>", views.paper, name="paper"),
    path("giay-to/bao-cao/<slug:code>.<slug:form>", dossier.achievement, name="achievement-paper"),
    path("giay-to/to-trinh/<slug:code>.<slug:form>", dossier.submission, name="submission-paper"),
    path("giay-to/da-ky/<int:pk>/", sign.signed, name="signed-paper"),
    path("giay-to/chu-ky/", sign.check, name="signature-check"),
    path("giay-to/mau/", template.templates, name="paper-templates"),
    path("giay-to/mau/ban/<int:pk>/", template.version, name="paper-template-version"),
    path(TEMPLATE, template.template, name="paper-template"),
    path(f"{TEMPLATE}tep/", template.current, name="paper-template-file"),
    path(f"{TEMPLATE}dien-thu/", template.tried, name="paper-template-trial"),
    path("giay-to/phoi/moi/", stock.new, name="paper-stock-new"),
    path("giay-to/phoi/<int:pk>/", stock.edit, name="paper-stock"),
    path("giay-to/phoi/<int:pk>/bieu-trung/", stock.emblem, name="paper-stock-emblem"),
    path("giay-to/phoi/xem.png", stock.look, name="paper-stock-look"),
    path("so-ghi-danh/trang/<int:number>.<slug:form>", register.sheet, name="register-paper"),
    path("so-ghi-danh/thong-ke/<int:year>/", register.statistics, name="award-statistics"),
    path(
        "so-ghi-danh/thong-ke/<int:year>.<slug:form>",
        register.statistics_paper,
        name="award-statistics-paper",
    ),
    path("so-ghi-danh/ngoai-tuyen.<slug:form>", register.offline, name="register-file"),
    path("kiem-tra-quyet-dinh/", check.check, name="code-check"),
]
