"""Places and hours at the desk."""
