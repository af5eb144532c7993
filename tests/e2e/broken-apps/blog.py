"""Another application than the shop, with a key of its own, whose cookie has the same name on the same host."""

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "the blog's own"


@app.get("/article")
def article():
    session["author"] = "bob"
    return "<!doctype html><title>Blog</title><h1>Article</h1>"
