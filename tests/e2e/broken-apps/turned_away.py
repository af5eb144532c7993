"""The secret key is made anew at `/restart`, and whoever is not logged in is sent home with a message, as Flask-Login does it."""

import os

from flask import Flask, flash, redirect, session

app = Flask(__name__)
app.secret_key = os.urandom(24).hex()
BUTTONS = "".join(
    f"<form method=post action=/{path}><button>{button}</button></form>"
    for path, button in [("login", "Log in"), ("save", "Save")]
)


@app.get("/")
def home():
    return f"<!doctype html><title>Shop</title><h1>{session.get('_user_id')}</h1>{BUTTONS}"


@app.post("/login")
def login():
    session["_user_id"] = "7"
    return redirect("/")


@app.post("/save")
def save():
    flash("Saved" if "_user_id" in session else "Please log in to access this page.")
    return redirect("/")


@app.get("/restart")
def restart():
    app.secret_key = os.urandom(24).hex()
    return f"<!doctype html><title>Shop</title><h1>Started</h1>{BUTTONS}"


@app.get("/key")
def key():
    return app.secret_key
