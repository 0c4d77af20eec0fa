"""The way of a message: inbox, dispatcher, outbox, sender, and what a channel has to do."""
