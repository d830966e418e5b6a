"""How dates read on the portal, a module a language; where there is none, Django's own forms hold."""
