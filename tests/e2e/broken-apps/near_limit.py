"""No fault: a session that is large, and within the limit; what it holds changes, and its size does not."""

import secrets

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/<path:page>")
def show(page):
    session["draft"] = secrets.token_urlsafe(2900)
    return "<!doctype html><title>Shop</title><h1>Draft</h1>"
