from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id at OWASP's minimum cost; `algorithm` stays "argon2" so that stored hashes stay readable."""

    time_cost = 2
    memory_cost = 19456  # KiB
    parallelism = 1
