"""No fault: an order in five steps, and the articles seen last, of which it keeps five; each under one key of the session."""

import secrets

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/order/<step>")
def order(step):
    session["order"] = {**session.get("order", {}), step: secrets.token_hex(40)}
    return f"<!doctype html><title>Shop</title><h1>{step}</h1>"


@app.get("/article/<int:number>")
def article(number):
    seen = {"number": number, "title": secrets.token_hex(30), "url": f"/articles/{secrets.token_hex(20)}"}
    session["seen"] = [*session.get("seen", []), seen][-5:]
    return f"<!doctype html><title>Shop</title><h1>Article {number}</h1>"
