"""No fault: the secret key is replaced, and the one of before still accepted; `/deploy` does that."""

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/deploy")
def deploy():
    app.config["SECRET_KEY_FALLBACKS"] = ["dev"]
    app.secret_key = "the next one"
    return "<!doctype html><title>Shop</title><h1>Deployed</h1>"


@app.get("/shop/<path:page>")
def shop(page):
    session.setdefault("user", "alice")
    session["last"] = page
    return f"<!doctype html><title>Shop</title><h1>{page}</h1>"


@app.get("/key")
def key():
    return "dev"
