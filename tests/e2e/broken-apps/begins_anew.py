"""No fault: whoever comes to `/welcome` begins anew, whatever the session held."""

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/<path:page>")
def show(page):
    session["page"] = page
    return f"<!doctype html><title>Shop</title><h1>{page}</h1>"


@app.get("/welcome")
def welcome():
    session.clear()
    session["visitor"] = "new"
    return "<!doctype html><title>Shop</title><h1>Welcome</h1>"


@app.get("/key")
def key():
    return app.secret_key
