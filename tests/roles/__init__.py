"""The whole table of DESIGN, section 8: every role at every address of the site, allowed and refused.

- `addresses` walks the URLconf: what is there, Wagtail's own addresses and those of bulk actions included.
- `table` says for each address what each role gets. An address without a row fails, and so does a row without address.
- `world` is the portal that is walked: an Action of the manager, a colleague's, and what belongs to them.
- `visits` makes a real address of each: with the ids of the manager's records, and with those of the colleague's.
- `sending` knows what a browser would send to it.
- `walk` opens and sends each, and notes what came back and what the database was told to write.

To add an address: run `pytest tests/roles/test_table.py`; it names the address. Write a row into `table.py`. Where the
address has keys that `visits.py` cannot fill yet, or a form that cannot be sent as it is shown, say there with what.
"""
