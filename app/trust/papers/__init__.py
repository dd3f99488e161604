"""CMS-signed documents: round file, receipt, enrolment, hand-over."""
