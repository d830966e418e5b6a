"""What rich text may hold: emphasis, lists and links; headings and pictures have fields of their own."""

PLAIN_FEATURES = ["bold", "italic", "ol", "ul", "link"]
