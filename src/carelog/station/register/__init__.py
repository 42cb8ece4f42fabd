"""The register of the house: who is in it, where they have been, who keeps in touch with them."""
