"""What leaves the page with the user: a report, annotations, the conversation."""
