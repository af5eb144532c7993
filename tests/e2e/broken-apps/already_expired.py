"""PERMANENT_SESSION_LIFETIME is negative, so that each session has expired before it arrives."""

from datetime import timedelta

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", PERMANENT_SESSION_LIFETIME=timedelta(minutes=-5))


@app.get("/<path:page>")
def count(page):
    session.permanent = True
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
