"""An application with a key of its own, whose sessions have the same keys as those of `members.py`."""

from members import app

app.secret_key = "another's"
