"""No fault: a CSRF token in each session, a login and a logout, as with Flask-WTF and Flask-Login."""

import secrets

from flask import Flask, flash, get_flashed_messages, redirect, session

app = Flask(__name__)
app.secret_key = "dev"
USER = ("_user_id", "_id", "_fresh")


@app.before_request
def give_token():
    session.setdefault("csrf_token", secrets.token_hex(20))


def page(heading):
    return f"""<!doctype html><title>Members</title><h1>{heading} {get_flashed_messages()}</h1>
<form method=post action=/login><button>Log in</button></form>
<form method=post action=/logout><button>Log out</button></form>"""


@app.get("/")
def home():
    return page("Welcome")


@app.post("/login")
def login():
    session.update(_user_id="7", _id="a" * 40, _fresh=True)
    flash("You are logged in")
    return redirect("/members")


@app.get("/members")
def members():
    if "_user_id" in session:
        return page("Members")
    flash("Please log in to access this page.")
    return redirect("/")


@app.post("/logout")
def logout():
    for key in USER:
        session.pop(key, None)
    flash("You are logged out")
    return redirect("/")
