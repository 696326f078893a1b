"""The demonstration: one year of a made-up province, loaded through the actions people use."""
