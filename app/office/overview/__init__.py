"""The overview of a round: agencies, their projects, and what needs the office today."""
