"""No fault: a script spoils the session's signature, and the server begins another session."""

from flask import Flask, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", SESSION_COOKIE_HTTPONLY=False)


@app.get("/key")
def key():
    return app.secret_key


@app.get("/editor")
def edit():
    return """<!doctype html><title>Shop</title><h1>Edited</h1>
<script>document.cookie = document.cookie.replace(/(session=.*\\.)[^.;]*/, `$1${'x'.repeat(27)}`)</script>"""


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
