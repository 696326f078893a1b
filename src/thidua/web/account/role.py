"""Words for roles and for what is lent of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.core.unit import Role

ROLE_TITLES = {
    Role.HEAD: _("Trưởng đơn vị"),
    Role.DEPUTY: _("Phó đơn vị"),
    Role.EMULATION: _("Cán bộ thi đua"),
    Role.CLERK: _("Cán bộ tổng hợp"),
    Role.OFFICER: _("Cán bộ, chiến sĩ"),
    Role.INSPECTOR: _("Thanh tra, kiểm tra"),
    Role.EDITOR: _("Trưởng ban biên tập"),
    Role.ADMINISTRATOR: _("Quản trị hệ thống"),
}
LENT_TITLES = {
    Role.HEAD: _("Mọi việc của trưởng đơn vị, kể cả xem việc hạn chế"),
    Role.DEPUTY: _("Ký, xác nhận việc làm, duyệt báo cáo"),
    Role.EMULATION: _("Mở, khóa, chốt kỳ"),
    Role.CLERK: _("Nhập và sửa số liệu"),
    Role.INSPECTOR: _("Kiểm tra, xem xét khiếu nại"),
    Role.EDITOR: _("Duyệt và đăng bản tin"),
}
