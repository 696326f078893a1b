from django.urls import path

from thidua.web.figure import bring, cell, classes, comment, draft, excel, layout, views

urlpatterns = [
    path("don-vi/<slug:code>/nhap/<str:period>/", views.entry, name="entry"),
    path("don-vi/<slug:code>/nhap/<str:period>/kiem-tra/", views.check, name="entry-check"),
    path("don-vi/<slug:code>/nhap/<str:period>/nhap-do/", draft.keep, name="entry-draft"),
    path("don-vi/<slug:code>/nhap/<str:period>/moi/", draft.fresh, name="entry-fresh"),
    path("don-vi/<slug:code>/nhap/<str:period>/excel/", excel.entry_excel, name="entry-excel"),
    path("don-vi/<slug:code>/o/<str:period>/<slug:figure>/", cell.cell, name="figure-cell"),
    path(
        "don-vi/<slug:code>/o/<str:period>/<slug:figure>/trao-doi/", comment.comment_new, name="comment-new"
    ),
    path(
        "don-vi/<slug:code>/o/<str:period>/<slug:figure>/minh-chung/",
        comment.evidence_new,
        name="figure-evidence",
    ),
    path("trao-doi/<int:pk>/xong/", comment.comment_settle, name="comment-settle"),
    path("don-vi/<slug:code>/sua/<str:period>/<slug:figure>/", views.correct, name="figure-correct"),
    path("don-vi/<slug:code>/loai-tuan/", classes.months, name="classes-months"),
    path("don-vi/<slug:code>/loai-tuan/<str:period>/", classes.classes, name="classes"),
    path("nhap-tep/bo-cuc/", layout.figures_layout, name="figures-layout"),
    path("nhap-tep/bo-cuc/<int:pk>/quen/", layout.mapping_forget, name="mapping-forget"),
    path("nhap-tep/", bring.figures_import, name="figures-import"),
]
