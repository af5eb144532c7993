"""SESSION_COOKIE_PATH was changed by a release, and the cookie of before still goes first; `/release` is that release."""

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", SESSION_COOKIE_PATH="/shop")


@app.get("/release")
def release():
    app.config["SESSION_COOKIE_PATH"] = "/"
    return "<!doctype html><title>Shop</title><h1>Released</h1>"


@app.get("/shop/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
