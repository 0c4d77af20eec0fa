"""The page that shows both phones, and what answers it; README.md says how they talk."""
