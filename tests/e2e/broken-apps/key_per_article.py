"""Every article that is looked at has a key of its own in the session, and each in the basket one in a dict; none is ever taken away."""

import hashlib

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


def picture(number):
    return hashlib.sha384(str(number).encode()).hexdigest()


@app.get("/article/<int:number>")
def article(number):
    session[f"viewed_{number}"] = picture(number)
    return f"<!doctype html><title>Shop</title><h1>Article {number}</h1>"


@app.get("/basket/add/<int:number>")
def add(number):
    article = {"count": 1, "picture": picture(number)}
    session["basket"] = {**session.get("basket", {}), str(number): article}
    return f"<!doctype html><title>Shop</title><h1>{len(session['basket'])} articles</h1>"
