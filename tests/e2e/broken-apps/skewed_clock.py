"""No fault: the server's clock is some seconds ahead of the browser's, or half a minute behind it; the session is kept."""

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", PERMANENT_SESSION_LIFETIME=20)
seconds_ahead = {"/ahead": 5, "/behind": -30}
skew = [0]


class Signer(TimestampSigner):
    def get_timestamp(self):
        return super().get_timestamp() + skew[0]


class Interface(SecureCookieSessionInterface):
    def get_signing_serializer(self, app):
        serializer = super().get_signing_serializer(app)
        serializer.signer = Signer
        return serializer


app.session_interface = Interface()


@app.get("/ahead")
@app.get("/behind")
def set_clock():
    skew[0] = seconds_ahead[request.path]
    return "<!doctype html><title>Shop</title><h1>The clock is set</h1>"


@app.get("/shop/<path:page>")
def count(page):
    session["visits"] = session.get("visits", 0) + 1
    return f"<!doctype html><title>Shop</title><h1>Visit {session['visits']}</h1>"
