"""The law of emulation and commendation: dated provisions in, verdicts with their grounds out.

`facts` is what is known of a person or a unit, `verdict` what the law makes of it; `provision` is the law itself as
data (`rules/law`), the other files are its reasoning, each function with its article.
"""
