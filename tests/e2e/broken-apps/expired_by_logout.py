"""A logout sends the session's cookie again, expired."""

from flask import Flask, make_response, request, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/login")
def login():
    session["user"] = "alice"
    return "<!doctype html><title>Shop</title><h1>Welcome</h1>"


@app.get("/logout")
def logout():
    response = make_response("<!doctype html><title>Shop</title><h1>Good-bye</h1>")
    response.set_cookie("session", request.cookies["session"], expires=0, httponly=True)
    return response
