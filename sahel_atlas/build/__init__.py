"""Makes the base geography and the fonts again from packages of the public registries."""
