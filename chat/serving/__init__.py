"""How the page is served: to whom, behind which gate, within which limits. What it shows is `chat.page`."""
