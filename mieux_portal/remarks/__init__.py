"""«Something wrong or missing here?»: what readers say about a page, and the queue in which editors deal with it."""
