"""Flash messages are made, and no template ever shows them; each request also notes in the session when it was made."""

import time
import uuid

from flask import Flask, flash, session

app = Flask(__name__)
app.secret_key = "dev"


@app.before_request
def note_time():
    session["last_seen"] = time.time()


@app.get("/save")
def save():
    flash(f"Order {uuid.uuid4()} was saved; ask for it under the number {uuid.uuid4().int}.", "success")
    return "<!doctype html><title>Shop</title><h1>Thank you</h1>"


@app.get("/home")
def home():
    return "<!doctype html><title>Shop</title><h1>Home</h1>"
