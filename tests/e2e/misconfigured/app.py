"""Real Flask applications, each with one real-world mistake in its secret key or in how it signs.

`python3 app.py MISTAKE` prints one line of JSON with its port, and ends when its standard input is closed. The mistakes
are the functions below: each makes an application whose session is signed in a way that its developer does not expect.
"""

import ast
import base64
import hashlib
import importlib.metadata
import json
import logging
import os
import sys
import tempfile
import threading

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import Signer, URLSafeTimedSerializer
from werkzeug.serving import make_server

KEY = "correct horse battery"
LITERAL = rb"""b'_5#y2L"F4Q8z\n\xec]/ and more'""".decode()
HEX = "8f42a73054b1749f8f58848be5e6502c"
BASE64 = "iHn0aXx2w3kYq1cH0Zt4mFQ1yZb0sE2d"


def app_with(key, interface=None, **config):
    app = Flask(__name__)
    app.config.update(SECRET_KEY=key, **config)
    if interface:
        app.session_interface = interface

    @app.get("/")
    def index():
        session["user_id"] = 1042
        return "<!doctype html><title>Shop</title><h1>Shop</h1>"

    return app


def env_line(text):
    """The value of a line of a `.env` file, as a careless reader has it."""
    return text.split("=", 1)[1]


def correct():
    return app_with(KEY)


def newline_kept():
    with tempfile.NamedTemporaryFile("w+") as file:
        file.write(KEY + "\n")
        file.seek(0)
        return app_with(file.read())


def windows_newline_kept():
    return app_with((KEY + "\r\n").encode())


def spaces_kept():
    return app_with(env_line(f"SECRET_KEY= {KEY}"))


def quotes_kept():
    return app_with(env_line(f'SECRET_KEY="{KEY}"'))


def escapes_kept():
    return app_with(env_line(f"SECRET_KEY={LITERAL[2:-1]}"))


def escapes_interpreted():
    return app_with(ast.literal_eval(LITERAL))


def bytes_literal_as_text():
    return app_with(str(KEY.encode()))


def hex_decoded():
    return app_with(bytes.fromhex(HEX))


def hex_kept():
    return app_with(HEX)


def base64_decoded():
    return app_with(base64.b64decode(BASE64))


def base64_kept():
    return app_with(BASE64)


def latin_1():
    return app_with("pässwört für alle".encode("latin-1"))


def custom_salt():
    class Interface(SecureCookieSessionInterface):
        salt = "our-session"

    return app_with(KEY, Interface())


def custom_digest():
    class Interface(SecureCookieSessionInterface):
        digest_method = staticmethod(hashlib.sha256)

    return app_with(KEY, Interface())


def custom_derivation():
    class Interface(SecureCookieSessionInterface):
        key_derivation = "django-concat"

    return app_with(KEY, Interface())


class Flask310Interface(SecureCookieSessionInterface):
    """Flask 3.1.0's: the secret key first, the fallbacks behind it. itsdangerous signs with the last."""

    def get_signing_serializer(self, app):
        keys = [app.secret_key, *app.config["SECRET_KEY_FALLBACKS"]]
        return URLSafeTimedSerializer(
            keys,
            salt=self.salt,
            serializer=self.serializer,
            signer_kwargs={"key_derivation": self.key_derivation, "digest_method": self.digest_method},
        )


def fallbacks_as_text():
    return app_with(KEY, Flask310Interface(), SECRET_KEY_FALLBACKS="last year's key")


def signs_with_last_fallback():
    return app_with(KEY, Flask310Interface(), SECRET_KEY_FALLBACKS=["last month's", "last year's"])


def random_key_per_worker():
    """Every request is served by the next of two workers, each of which has made its own key."""
    app = app_with(os.urandom(24).hex())
    keys = [os.urandom(24).hex(), app.secret_key]

    @app.before_request
    def next_worker():
        keys.reverse()
        app.secret_key = keys[0]
        session["user_id"] = 1042

    @app.get("/key")
    def key():
        return keys[0]

    return app


def changed_after_signing():
    """`/changed` is something between server and browser that writes into the payload."""
    app = app_with(KEY)

    @app.get("/changed")
    def changed():
        payload, rest = request.cookies["session"].split(".", 1)
        data = base64.urlsafe_b64decode(payload + "==").replace(b"1042", b"1043")
        response = app.make_response("<!doctype html><h1>Changed</h1>")
        changed = base64.urlsafe_b64encode(data).rstrip(b"=").decode()
        response.headers["Set-Cookie"] = f"session={changed}.{rest}; HttpOnly; Path=/"
        return response

    return app


def published_key():
    return app_with("A0Zr98j/3yX R~XHH!jmN]LWX/,?RT")


def flask_session(**config):
    from flask_session import Session

    app = app_with(KEY, SESSION_TYPE="filesystem", SESSION_FILE_DIR=tempfile.mkdtemp(), **config)
    Session(app)
    return app


def flask_session_signed():
    return flask_session(SESSION_USE_SIGNER=True)


def flask_kvsession():
    """Flask-KVSession does not run with today's Flask; this is the call with which it signs."""
    app = Flask(__name__)

    @app.get("/")
    def index():
        response = app.make_response("<!doctype html><h1>Shop</h1>")
        value = Signer(KEY).sign(b"f2a8c1d09b73e645_6920f3a4").decode()
        response.headers["Set-Cookie"] = f"session={value}; HttpOnly; Path=/"
        return response

    return app


def exit_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    app = globals()[sys.argv[1]]()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=exit_with_parent, daemon=True).start()
    print(json.dumps({"port": server.server_port, "flask": importlib.metadata.version("flask")}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
