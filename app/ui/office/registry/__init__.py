"""名冊: certificates, enrolments, roots, the office's own key."""
