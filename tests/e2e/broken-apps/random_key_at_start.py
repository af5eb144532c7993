"""The secret key is made anew whenever the application starts; `/restart` is such a start."""

import os

from flask import Flask, session

app = Flask(__name__)
app.secret_key = os.urandom(24).hex()


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"


@app.get("/restart")
def restart():
    app.secret_key = os.urandom(24).hex()
    return "<!doctype html><title>Shop</title><h1>Started</h1>"


@app.get("/key")
def key():
    return app.secret_key
