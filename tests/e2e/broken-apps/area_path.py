"""No fault: the session is for `/app` alone; `/auth` sets it, and leads or belongs to the pages there."""

from flask import Flask, redirect, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", SESSION_COOKIE_PATH="/app")


@app.get("/auth/login")
def form():
    return "<!doctype html><title>Shop</title><form method=post><button>Log in</button></form>"


@app.post("/auth/login")
def login():
    session["user"] = "alice"
    return redirect("/app/home")


@app.get("/auth/refresh")
def refresh():
    session["user"] = "alice"
    return {}


@app.get("/app/home")
def home():
    return f"<!doctype html><title>Shop</title><h1>Hello {session.get('user', 'stranger')}</h1>"
