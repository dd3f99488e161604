"""The office's side of the window: overview, inbox, review, report, plan, registry, records."""
