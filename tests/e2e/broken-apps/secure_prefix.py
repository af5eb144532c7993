"""The name begins with __Secure-, and the cookie is not Secure."""

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", SESSION_COOKIE_NAME="__Secure-session")


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
