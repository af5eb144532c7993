"""A proxy adds Partitioned to every cookie, and not the Secure that it asks for."""

from flask import Flask, session

app = Flask(__name__)
app.secret_key = "dev"
application = app.wsgi_app


def proxy(environ, start_response):
    def start(status, headers, *rest):
        added = [(name, value + "; Partitioned" if name == "Set-Cookie" else value) for name, value in headers]
        return start_response(status, added, *rest)

    return application(environ, start)


app.wsgi_app = proxy


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
