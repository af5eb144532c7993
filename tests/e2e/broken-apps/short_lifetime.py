"""PERMANENT_SESSION_LIFETIME is a second, and it bounds sessions that are not permanent as well."""

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", PERMANENT_SESSION_LIFETIME=1)


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
