"""No fault: a quiz with a key for each question, a form with one for each field, and a basket that is emptied after every tenth."""

import secrets

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/step/<int:number>")
def step(number):
    session[f"question_{number}"] = secrets.token_hex(5)
    session["form"] = {**session.get("form", {}), f"field {number}": secrets.token_hex(5)}
    basket = {} if number % 10 == 0 else session.get("basket", {})
    session["basket"] = {**basket, str(number): {"count": 1, "picture": secrets.token_hex(40)}}
    return f"<!doctype html><title>Quiz</title><h1>Step {number}</h1>"
