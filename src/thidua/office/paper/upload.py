"""A template that somebody brings: whether it is Word, carries nothing that acts, and names only fields that exist."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile

from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from thidua.core.problem import Problem, problem
from thidua.office.paper.form import Form
from thidua.office.paper.tags import environment, example, wrong_fields
from thidua.office.paper.word import word

SIZE_MAX = 4_000_000  # bytes, as it comes
TEXT_MAX = 3_000_000  # bytes of one part of text
UNPACKED_MAX = 40_000_000  # bytes, once unpacked: a small file may hide a huge one
_ACTIVE = re.compile(r"vbaProject|/embeddings/|/activeX/|\.bin$", re.IGNORECASE)
_FIELDS = re.compile(r"\bw:(?:instr=|instrText[^>]*>)[^<]*\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE)\b")


def wrong_template(form: Form, content: bytes) -> list[Problem]:
    """Everything that keeps this file from being used, at once.

    Codes: paper.template-too-large, paper.template-not-word, paper.template-active, paper.template-unfillable, and
    those of `wrong_fields`.
    """
    if len(content) > SIZE_MAX:
        return [problem("paper.template-too-large", limit=SIZE_MAX // 1_000_000)]
    try:
        found = _active(content)
        if found:
            return found
        text = "\n".join(_texts(content))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError):
        return [problem("paper.template-not-word")]
    found = wrong_fields(text, form.fields)
    if found:
        return found
    try:
        _fill(form, composed(content))
    except (
        TemplateError,
        etree.LxmlError,
        ValueError,
        KeyError,
    ):  # a loop across cells, a field cut by a picture
        return [problem("paper.template-unfillable")]
    return []


def _fill(form: Form, content: bytes) -> None:
    """Try it with examples. docxtpl mends what is not whole by leaving something out, so that is looked at first."""
    made = DocxTemplate(io.BytesIO(content))
    made.render_init()
    etree.fromstring(made.build_xml(example(form.fields), environment(autoescape=True)).encode())
    trial(form, content)


def trial(form: Form, content: bytes = b"") -> bytes:
    """The template filled with examples, and marked as no paper of anybody; the packaged one where none is given."""
    return word(form, {**example(form.fields), "minh_họa": True, "mã_qr": "THI DUA"}, content)


def _active(content: bytes) -> list[Problem]:
    """Macros, embedded objects, fields that read other files, templates and pictures from elsewhere."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        texts = [item.file_size for item in packed.infolist() if item.filename.endswith(".xml")]
        if (
            sum(item.file_size for item in packed.infolist()) > UNPACKED_MAX
            or max(texts, default=0) > TEXT_MAX
        ):
            return [problem("paper.template-too-large", limit=SIZE_MAX // 1_000_000)]
        parts = [item.filename for item in packed.infolist() if _ACTIVE.search(item.filename)]
        for name in packed.namelist():
            if name.endswith(".rels") and _links_out(packed.read(name)):
                parts.append(name)
            if (
                name.startswith("word/")
                and name.endswith(".xml")
                and _FIELDS.search(packed.read(name).decode())
            ):
                parts.append(name)
    return [problem("paper.template-active", part=part) for part in parts]


def _links_out(rels: bytes) -> bool:
    """A plain hyperlink harms nobody; anything else that is fetched from outside does."""
    root = etree.fromstring(rels, etree.XMLParser(resolve_entities=False, no_network=True))
    return any(
        link.get("TargetMode") == "External" and not str(link.get("Type")).endswith("/hyperlink")
        for link in root
    )


def _texts(content: bytes) -> list[str]:
    """Body, headers and foots as docxtpl will read them: tags that Word cut into pieces are whole again."""
    made = DocxTemplate(io.BytesIO(content))
    made.init_docx()
    parts = [made.patch_xml(made.get_xml())]
    for uri in (made.HEADER_URI, made.FOOTER_URI):
        parts += [made.patch_xml(made.get_part_xml(part)) for _, part in made.get_headers_footers(uri)]
    return [_plain(part) for part in parts]


def _plain(xml: str) -> str:
    """A line for each paragraph, so that a mistake can be shown where it stands."""
    lines = re.sub(r"<w:p[ >/]", "\n<", xml)
    return unicodedata.normalize("NFC", html.unescape(re.sub(r"<[^>]*>", "", lines)))


def composed(content: bytes) -> bytes:
    """The same file with its letters composed, so that a field typed on another keyboard is still that field."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for item in source.infolist():
            part = source.read(item)
            if item.filename.startswith("word/") and item.filename.endswith(".xml"):
                part = unicodedata.normalize("NFC", part.decode("utf-8")).encode()
            target.writestr(item, part)
    return made.getvalue()
