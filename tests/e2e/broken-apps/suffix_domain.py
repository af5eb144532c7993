"""SESSION_COOKIE_DOMAIN is a public suffix: the name of all that is below localhost."""

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", SESSION_COOKIE_DOMAIN="localhost")


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
