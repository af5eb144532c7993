"""Flash messages are made, and no template ever shows them."""

import uuid

from flask import Flask, flash

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/save")
def save():
    flash(f"Order {uuid.uuid4()} was saved; ask for it under the number {uuid.uuid4().int}.", "success")
    return "<!doctype html><title>Shop</title><h1>Thank you</h1>"
