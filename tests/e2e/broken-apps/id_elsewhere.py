"""The cookie of a server-side session, as Flask-Session makes them, has a path that no page is below."""

import secrets

from flask import Flask, make_response, request

app = Flask(__name__)


@app.get("/<path:page>")
def shop(page):
    response = make_response(f"<!doctype html><title>Shop</title><h1>{page}</h1>")
    if "session" not in request.cookies:
        response.set_cookie("session", secrets.token_urlsafe(32), path="/shop", httponly=True)
    return response
