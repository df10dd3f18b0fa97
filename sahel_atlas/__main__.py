"""`python -m sahel_atlas`: the `atlas` command."""

from sahel_atlas.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
