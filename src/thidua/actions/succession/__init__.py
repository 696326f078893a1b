"""Re-organisations: prepared as a draft, every open item given to an heir, then done as one record."""
