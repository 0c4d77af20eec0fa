"""What a process answers over HTTP: how it is, whether it is ready, figures, and the webhook."""
