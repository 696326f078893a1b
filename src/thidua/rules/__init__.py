"""Regulations as dated text: `text` reads YAML strictly, `scheme` scoring, `catalogue` what is packaged."""
