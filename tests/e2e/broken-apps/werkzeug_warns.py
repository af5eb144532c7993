"""No fault: the header is over Werkzeug's 4093 characters, but name and value are within the browser's 4096 bytes."""

import random

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"
DIGITS = random.Random(1).getrandbits(30_000).to_bytes(3750, "big").hex()


def draft():
    """The longest that leaves name and value below 4093 bytes."""
    serializer = app.session_interface.get_signing_serializer(app)
    length = len(DIGITS)
    while len("session" + serializer.dumps({"draft": DIGITS[:length]})) > 4092:
        length -= 1
    return DIGITS[:length]


DRAFT = draft()


@app.get("/<path:page>")
def show(page):
    session["draft"] = DRAFT
    return "<!doctype html><title>Shop</title><h1>Draft</h1>"
