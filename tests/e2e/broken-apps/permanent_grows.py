"""Every article is added to a list in a permanent session, which every other response sends again unchanged."""

import hashlib

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.before_request
def keep():
    session.permanent = True


@app.get("/article/<int:number>")
def article(number):
    seen = {"id": number, "picture": hashlib.sha384(str(number).encode()).hexdigest()}
    session["seen"] = [*session.get("seen", []), seen]
    return f"<!doctype html><title>Shop</title><h1>Article {number}</h1>"


@app.get("/basket")
def basket():
    return "<!doctype html><title>Shop</title><h1>Nothing in your basket</h1>"
