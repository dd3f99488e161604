"""憑證: a person's own keys, enrolment, renewal."""
