"""No fault: scripts ask for prices without credentials, and what such a response sets the browser does not take."""

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"


@app.get("/welcome")
def welcome():
    return "<!doctype html><title>Shop</title><h1>Welcome</h1>"
