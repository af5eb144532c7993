"""No fault: a release changes SESSION_COOKIE_PATH, and the cookie of before has expired; `/release` is that release."""

from datetime import timedelta

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", PERMANENT_SESSION_LIFETIME=timedelta(seconds=2))


@app.get("/release")
def release():
    app.config.update(SESSION_COOKIE_PATH="/shop", PERMANENT_SESSION_LIFETIME=timedelta(hours=1))
    return "<!doctype html><title>Shop</title><h1>Released</h1>"


@app.get("/shop/<path:page>")
def count(page):
    session.permanent = True
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
