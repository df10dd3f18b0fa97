"""Stories: their files, what their captions claim, and whether it is so."""
