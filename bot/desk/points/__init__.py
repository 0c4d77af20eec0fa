"""Places and hours at the desk: everybody looks, coordinators change."""
