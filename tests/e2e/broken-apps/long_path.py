"""SESSION_COOKIE_PATH is over 1024 characters, so that the browser ignores it."""

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", SESSION_COOKIE_PATH="/shop/" + "x" * 1024)


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
