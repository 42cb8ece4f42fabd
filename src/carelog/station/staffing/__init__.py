"""Who works here: off duty and back, the roster, days on duty and rest."""
