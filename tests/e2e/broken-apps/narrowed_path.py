"""No fault: a release makes SESSION_COOKIE_PATH longer, so that the cookie of before goes second; `/release` is that release."""

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/release")
def release():
    app.config["SESSION_COOKIE_PATH"] = "/shop"
    return "<!doctype html><title>Shop</title><h1>Released</h1>"


@app.get("/shop/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
