"""Every article that is looked at is added to a list in the session, and none is ever taken from it."""

import hashlib

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/article/<int:number>")
def article(number):
    session.setdefault("user", "alice")
    seen = {"id": number, "picture": hashlib.sha384(str(number).encode()).hexdigest()}
    session["seen"] = [*session.get("seen", []), seen]
    return f"<!doctype html><title>Shop</title><h1>Article {number}</h1>"
