"""The cookie's name is read from a file, and a control character is read with it."""

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", SESSION_COOKIE_NAME="shop\x1bsession")


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
