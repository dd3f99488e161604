"""The registry of certificates: enrolments, roots, the office's own key."""
