"""Questions and answers on the page: asked, streamed, stopped, shown with what they rest on."""
