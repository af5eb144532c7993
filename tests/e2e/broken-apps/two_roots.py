"""No fault: two applications of one host, the second below /admin, each with a session cookie for its own path."""

from flask import Flask, session
from werkzeug.middleware.dispatcher import DispatcherMiddleware

app = Flask(__name__)
app.secret_key = "dev"
admin = Flask("admin")
admin.config.update(SECRET_KEY="another", APPLICATION_ROOT="/admin")


@app.get("/")
def home():
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"


@admin.get("/<page>")
def edit(page):
    session["edits"] = session.get("edits", 0) + 1
    return f"<!doctype html><title>Admin</title><h1>{page} {session['edits']}</h1>"


app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/admin": admin.wsgi_app})
