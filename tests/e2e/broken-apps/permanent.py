"""No fault: a permanent session, whose cookie every response sends anew."""

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/login")
def login():
    session.permanent = True
    session["user"] = "alice"
    return "<!doctype html><title>Shop</title><h1>Hello alice</h1>"


@app.get("/<path:page>")
def show(page):
    return f"<!doctype html><title>Shop</title><h1>Hello {session.get('user', 'stranger')}</h1>"
