"""The secret key is made anew whenever the application starts, which `/restart` does; every session has a language."""

import os

from flask import Flask, request, session

app = Flask(__name__)
app.secret_key = os.urandom(24).hex()


@app.before_request
def give_language():
    if request.path != "/key":
        session.setdefault("language", "en")


@app.get("/login")
def login():
    session["user_id"] = 42
    return "<!doctype html><title>Shop</title><h1>Welcome</h1>"


@app.get("/<path:page>")
def show(page):
    return f"<!doctype html><title>Shop</title><h1>{page} {session.get('user_id')}</h1>"


@app.get("/restart")
def restart():
    app.secret_key = os.urandom(24).hex()
    return "<!doctype html><title>Shop</title><h1>Started</h1>"


@app.get("/key")
def key():
    return app.secret_key
