"""No fault: the secret key is replaced, and the one of before still accepted; every session has a language, and an order ends."""

from flask import Flask, request, session

app = Flask(__name__)
app.secret_key = "dev"


@app.before_request
def give_language():
    if request.path != "/key":
        session.setdefault("language", "en")


@app.get("/login")
def login():
    session["user"] = "alice"
    session["basket"] = [1042]
    return "<!doctype html><title>Shop</title><h1>Welcome</h1>"


@app.get("/order")
def order():
    session.pop("basket", None)
    app.config["SECRET_KEY_FALLBACKS"] = ["dev"]
    app.secret_key = "the next one"
    return "<!doctype html><title>Shop</title><h1>Thank you</h1>"


@app.get("/key")
def key():
    return "dev"
