"""The unchanged bot as a child process, over HTTP, against the local Bot API."""
