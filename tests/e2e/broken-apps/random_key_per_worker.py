"""Two workers take turns, each with a random key that it has made for itself."""

import os

from flask import Flask, session

app = Flask(__name__)
keys = [os.urandom(24).hex(), os.urandom(24).hex()]
app.secret_key = keys[0]


class NextWorker:
    """Before Flask opens the session."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith("/shop"):
            keys.reverse()
            app.secret_key = keys[0]
        return self.application(environ, start_response)


app.wsgi_app = NextWorker(app.wsgi_app)


@app.get("/shop/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"


@app.get("/key")
def key():
    return keys[0]
