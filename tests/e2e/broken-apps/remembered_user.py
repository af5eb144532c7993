"""PERMANENT_SESSION_LIFETIME is a second, and a remember cookie restores the user, as Flask-Login does."""

from datetime import timedelta

from flask import Flask, make_response, request, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", PERMANENT_SESSION_LIFETIME=timedelta(seconds=1))


@app.get("/login")
def login():
    session.update(_user_id="7", _fresh=True, visits=1)
    response = make_response("<!doctype html><title>Shop</title><h1>Welcome</h1>")
    response.set_cookie("remember_token", "7", max_age=3600, httponly=True)
    return response


@app.get("/home")
def home():
    if "_user_id" not in session and "remember_token" in request.cookies:
        session.update(_user_id=request.cookies["remember_token"], _fresh=False)
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
