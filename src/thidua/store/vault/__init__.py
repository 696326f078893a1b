"""The vault: closed periods as folders that anyone can read, check and compute again without this program's database.

    <vault>/<movement>/<sequence>-<period>.v<version>/   one close: a bundle of files and their manifest
    <vault>/<movement>/chain.json                        the last bundle's number and the SHA-256 of its manifest

A manifest names the SHA-256 of every file beside it and of the manifest before it, so that a changed byte, a
missing, moved or back-dated bundle shows. No Django here: the verifier runs where there is no database.
"""

from thidua.store.vault.check import HERE, check_chain, check_files
from thidua.store.vault.manifest import Bundle, Head, Manifest, PartBundle, bundles, read_head, read_manifest
from thidua.store.vault.read import (
    read_inputs,
    read_lines,
    read_rows,
    read_standing,
    read_subjects,
    read_table,
)
from thidua.store.vault.table import WRITER, Columns, content_digest, table_bytes
from thidua.store.vault.write import Closing, Written, write_bundle

__all__ = [
    "HERE", "WRITER", "Bundle", "Closing", "Columns", "Head", "Manifest", "PartBundle", "Written", "bundles",
    "check_chain", "check_files", "content_digest", "read_head", "read_inputs", "read_lines", "read_manifest",
    "read_rows", "read_standing", "read_subjects", "read_table", "table_bytes", "write_bundle",
]  # fmt: skip
