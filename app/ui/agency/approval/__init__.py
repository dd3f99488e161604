"""核定: a pending return seen, signed or sent back by the approver."""
