"""What the panels of the page show of a recording: traces, and a tab for each other way of looking at it."""
