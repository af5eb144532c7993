"""No fault: a permanent session of 500 days, which browsers cut to 400."""

from datetime import timedelta

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", PERMANENT_SESSION_LIFETIME=timedelta(days=500))


@app.get("/<path:page>")
def show(page):
    session.permanent = True
    session["user"] = "alice"
    return "<!doctype html><title>Shop</title><h1>Hello alice</h1>"
