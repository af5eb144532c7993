"""No fault: a quiz with a key for each question, a form with a key for each field, and a basket that is emptied."""

import secrets

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/question/<int:number>")
def question(number):
    session[f"question_{number}"] = secrets.token_hex(12)
    return f"<!doctype html><title>Quiz</title><h1>Question {number}</h1>"


@app.get("/field/<int:number>")
def field(number):
    session["form"] = {**session.get("form", {}), f"field {number}": secrets.token_hex(12)}
    return f"<!doctype html><title>Quiz</title><h1>Field {number}</h1>"


@app.get("/basket/add/<int:number>")
def add(number):
    article = {"count": 1, "picture": secrets.token_hex(48)}
    session["basket"] = {**session.get("basket", {}), str(number): article}
    return "<!doctype html><title>Quiz</title><h1>Basket</h1>"


@app.get("/basket/order")
def order():
    session.pop("basket", None)
    return "<!doctype html><title>Quiz</title><h1>Thank you</h1>"
