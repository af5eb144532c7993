"""No fault: PERMANENT_SESSION_LIFETIME is a year, and the session 40 days old; `/login` is when it began."""

from datetime import timedelta

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", PERMANENT_SESSION_LIFETIME=timedelta(days=365))
DAYS_40 = 40 * 24 * 60 * 60


class Signer(TimestampSigner):
    def get_timestamp(self):
        return super().get_timestamp() - (DAYS_40 if request.path == "/login" else 0)


class Interface(SecureCookieSessionInterface):
    def get_signing_serializer(self, app):
        serializer = super().get_signing_serializer(app)
        serializer.signer = Signer
        return serializer


app.session_interface = Interface()


@app.get("/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
