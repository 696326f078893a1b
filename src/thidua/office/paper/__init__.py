"""Papers of an award: content, fields that a clerk may put in a Word template of her own, PDF and Word.

`content` is what a paper says, plain values. Each kind has a `Form` (its wording, once, with fields) and turns its
content into values of those fields. `filled` makes of both a `Document` for Typst; `word` fills the Word template,
the packaged one or the one a clerk has put in its place. Certificates are drawn by `certificate`.
"""
