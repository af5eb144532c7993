"""A logout clears the session and flashes a message; `/quit` does so with a response that shows none."""

from flask import Flask, flash, get_flashed_messages, redirect, session

app = Flask(__name__)
app.secret_key = "dev"
BUTTONS = "".join(
    f"<form method=post action=/{path}><button>{button}</button></form>"
    for path, button in [("login", "Log in"), ("logout", "Log out"), ("quit", "Quit")]
)


@app.get("/")
def home():
    return f"<!doctype html><title>Shop</title><h1>{session.get('user')}</h1>{BUTTONS}"


@app.get("/welcome")
def welcome():
    return f"<!doctype html><title>Shop</title><h1>{''.join(get_flashed_messages())}</h1>"


@app.post("/login")
def login():
    session.clear()
    session["user"] = "alice"
    return redirect("/")


@app.post("/logout")
def logout():
    session.clear()
    flash("You are logged out")
    return redirect("/welcome")


@app.post("/quit")
def quit():
    session.clear()
    flash("Good-bye")
    return "<!doctype html><title>Shop</title><h1>Good-bye</h1>"


@app.get("/key")
def key():
    return app.secret_key
