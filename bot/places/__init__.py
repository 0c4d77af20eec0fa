"""Service points ("places" for people): what they offer, where they are, when they are open."""
