"""Every article that is looked at has a key of its own in the session, and none is ever taken away."""

import hashlib

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/article/<int:number>")
def article(number):
    session[f"viewed_{number}"] = hashlib.sha512(str(number).encode()).hexdigest()
    return f"<!doctype html><title>Shop</title><h1>Article {number}</h1>"
