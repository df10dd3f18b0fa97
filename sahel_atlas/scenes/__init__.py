"""What is asked and shown: a scene, the answer to it, a comparison, a search, a sentence."""
