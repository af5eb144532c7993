"""Two servers take turns, and the clock of one is an hour ahead: the other refuses what that one has signed."""

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner

app = Flask(__name__)
app.secret_key = "dev"
seconds_ahead = [3600, 0]


class Signer(TimestampSigner):
    def get_timestamp(self):
        return super().get_timestamp() + seconds_ahead[0]


class Interface(SecureCookieSessionInterface):
    def get_signing_serializer(self, app):
        serializer = super().get_signing_serializer(app)
        serializer.signer = Signer
        return serializer


class NextServer:
    """Before Flask opens the session."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith("/shop"):
            seconds_ahead.reverse()
        return self.application(environ, start_response)


app.session_interface = Interface()
app.wsgi_app = NextServer(app.wsgi_app)


@app.get("/shop/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
