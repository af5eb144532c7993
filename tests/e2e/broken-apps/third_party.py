"""The shop is shown in a frame of another site, `/portal` on another host, and its session is not Partitioned."""

from flask import Flask, request, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", SESSION_COOKIE_SAMESITE="None", SESSION_COOKIE_SECURE=True)


@app.get("/portal")
def portal():
    there = request.url.replace("localhost", "127.0.0.1").replace("/portal", "/home")
    return f"<!doctype html><title>Portal</title><h1>Portal</h1><iframe src={there}></iframe>"


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
