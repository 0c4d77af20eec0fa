"""What may be read, by whom, for how long: keys, erasure, the audit log, retention."""
