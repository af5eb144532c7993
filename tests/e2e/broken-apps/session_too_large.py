"""Search results are kept in the session, which the browser rejects when they are many."""

import secrets

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/login")
def login():
    session["user"] = "alice"
    return "<!doctype html><title>Shop</title><h1>Hello alice</h1>"


@app.get("/search")
def search():
    session["results"] = [secrets.token_hex(16) for _ in range(200)]
    return "<!doctype html><title>Shop</title><h1>200 results</h1>"


@app.get("/results")
def results():
    return f"<!doctype html><title>Shop</title><h1>{len(session.get('results', []))} results</h1>"


@app.get("/language/<language>")
def choose_language(language):
    session["language"] = language
    return f"<!doctype html><title>Shop</title><h1>{language}</h1>"


@app.get("/logout")
def logout():
    session.clear()
    return "<!doctype html><title>Shop</title><h1>Goodbye</h1>"
