"""One file per noun: `WORDS = {problem code: (Vietnamese sentence, English sentence)}`."""
