"""A real Flask application for the end-to-end tests: every kind of session that Session Lens must show.

Runs with Flask 2.2 and later. `python3 app.py '{"SECRET_KEY": "dev"}'` prints one line of JSON with its port, and ends
when its standard input is closed, so that it never outlives the test that started it.
"""

import datetime
import importlib.metadata
import json
import logging
import os
import random
import string
import sys
import threading
import time
import uuid

from flask import Flask, flash, get_flashed_messages, jsonify, redirect, request, session
from flask.sessions import SecureCookieSessionInterface
from markupsafe import Markup, escape
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ.get("SECRET_KEY", "dev")


def show_session():
    """The session as JSON; what JSON has no word for, as Python writes it."""
    return jsonify({key: value if is_plain(value) else repr(value) for key, value in session.items()})


def is_plain(value):
    return value is None or type(value) in (bool, str, list, dict) or (type(value) is int and abs(value) < 2**53)


def signed(values, key=None, age=0):
    """A session cookie's value as Flask writes it, signed `age` seconds ago (negative: in the future)."""
    original = app.secret_key
    app.secret_key = original if key is None else key
    try:
        serializer = app.session_interface.get_signing_serializer(app)
    finally:
        app.secret_key = original

    class Signer(serializer.signer):
        def get_timestamp(self):
            return super().get_timestamp() - age

    serializer.signer = Signer
    return serializer.dumps(values)


class Clock:
    """The clock of this server, which `/clock?ahead=120` sets: Date, timestamps and Expires follow it."""

    ahead = 0
    real = time.time

    @classmethod
    def time(cls):
        return cls.real() + cls.ahead


class SessionsByTheClock(SecureCookieSessionInterface):
    def get_expiration_time(self, app, session):
        expires = super().get_expiration_time(app, session)
        return expires and expires + datetime.timedelta(seconds=Clock.ahead)


time.time = Clock.time
app.session_interface = SessionsByTheClock()


@app.get("/clock")
def clock():
    Clock.ahead = int(request.values.get("ahead", 0))
    return ""


def cookie_name():
    return app.config["SESSION_COOKIE_NAME"]


@app.get("/")
def index():
    return show_session()


@app.get("/page")
def page():
    """Something to click on; shows what was flashed, which then leaves the session."""
    get_flashed_messages()
    rows = "".join(f"<li>{escape(key)}: {escape(repr(value))}</li>" for key, value in session.items())
    return f"""<!doctype html><meta charset=utf-8><title>Shop</title><h1>Shop</h1><ul>{rows}</ul>
<form method=post action=/login><input name=user value=alice aria-label=User><button>Log in</button></form>
<form action=/logout><button>Log out</button></form>"""


@app.route("/login", methods=["GET", "POST"])
def login():
    session["user_id"] = 1042
    session["user"] = request.values.get("user", "alice")
    if request.values.get("welcome"):
        flash("Welcome back")
    return redirect(request.values.get("next", "/"))


@app.route("/logout", methods=["GET", "POST"])
def logout():
    session.clear()
    return redirect("/")


@app.get("/permanent")
def permanent():
    session.permanent = True
    session["user_id"] = 1042
    return show_session()


@app.route("/set", methods=["GET", "POST"])
def set_values():
    """`/set?values={"a": 1}` updates the session; `&clear=1` empties it first."""
    if request.values.get("clear"):
        session.clear()
    session.update(json.loads(request.values.get("values", "{}")))
    return show_session()


TYPES = {
    "none": None,
    "true": True,
    "int": 42,
    "big": 2**70,
    "negative": -(2**64),
    "one": 1.0,
    "large": 1e22,
    "small": 5e-324,
    "nan": float("nan"),
    "infinity": float("inf"),
    "text": "Grüße, 世界 🌍",
    "tuple": (1, (2, ()), [3]),
    "bytes": b"\x00\xff bytes",
    "uuid": uuid.UUID("12345678-1234-5678-1234-567812345678"),
    "datetime": datetime.datetime(2026, 1, 30, 12, 34, 56, tzinfo=datetime.timezone.utc),
    "markup": Markup("<b>bold</b>"),
    "list": [1, "two", [3.5, None], {"four": 4}],
    "dict": {"nested": {"deeper": [{"tuple": (1, 2)}]}, "": "empty key"},
    "tagged": {" t": "looks like a tag"},
}


@app.get("/types")
def types():
    session.update(TYPES)
    return show_session()


@app.get("/same-types")
def same_types():
    """Which of the values of `/types` are others now, and what was added."""
    different = [key for key, value in TYPES.items() if not is_same(session.get(key), value)]
    return jsonify(different=different, added=repr(session.get("added")))


def is_same(a, b):
    """`type()` and `==` of two values and all within them; a NaN is the same as a NaN."""
    if type(a) is not type(b):
        return False
    if type(a) is dict:
        return a.keys() == b.keys() and all(is_same(a[key], b[key]) for key in a)
    if type(a) in (list, tuple):
        return len(a) == len(b) and all(map(is_same, a, b))
    return a == b or (a != a and b != b)


@app.get("/xss")
def xss():
    """Payloads, and a cookie's name, that would run if they were ever taken for markup."""
    attack = "<img src=x onerror=\"window.pwned='{0}';document.title='pwned'\">"
    session.update(
        {
            attack.format("key"): attack.format("value"),
            "script": "<script>window.pwned='script'</script>",
            "markup": Markup(attack.format("markup")),
            "link": "javascript:window.pwned='link'",
            "nested": {attack.format("nested key"): [attack.format("item")]},
            "__proto__": {"polluted": True},
            "constructor": "not a function",
            "\u202egnirts desrever": "\u0000\u001b[31m\u2028",
        }
    )
    flash(attack.format("flash"), attack.format("category"))
    response = show_session()
    response.headers.add("Set-Cookie", "<b>name</b>=<i>value</i>; Path=/")
    return response


@app.get("/fill")
def fill():
    """Makes name + value exactly `bytes` long, or as near below as base64 allows; the answer says how long it is.

    `name` puts the same into a cookie of another name, in place of the session.
    """
    name = request.args.get("name", cookie_name())
    values, size = fitting_session(len(name), int(request.args["bytes"]))
    response = jsonify({"name": name, "bytes": size})
    if name == cookie_name():
        session.clear()
        session.update(values)
    else:
        response.max_cookie_size = 0
        response.set_cookie(name, signed(values))
    return response


def fitting_session(name_length, wanted):
    """Random text, because text that repeats itself is compressed away."""
    generator = random.Random(wanted)
    best = ({}, 0)
    for _ in range(40):
        text = "".join(generator.choices(string.ascii_letters + string.digits, k=wanted))
        low, high = 0, wanted
        while low < high:
            middle = (low + high + 1) // 2
            if name_length + len(signed({"fill": text[:middle]})) <= wanted:
                low = middle
            else:
                high = middle - 1
        for length in range(max(0, low - 4), low + 5):
            values = {"fill": text[:length]}
            size = name_length + len(signed(values))
            if best[1] < size <= wanted:
                best = (values, size)
        if best[1] == wanted:
            break
    return best


@app.get("/cookie")
def cookie():
    """`/cookie?set=<a whole Set-Cookie header>`, as often as wanted; sent as it is."""
    response = jsonify(request.args.getlist("set"))
    for header in request.args.getlist("set"):
        response.headers.add("Set-Cookie", header)
    return response


@app.get("/sign")
def sign():
    """A session signed with another key (`key`), or so many seconds ago (`age`, negative: in the future)."""
    values = json.loads(request.args.get("values", '{"user_id": 1042}'))
    value = signed(values, request.args.get("key"), int(request.args.get("age", "0")))
    response = jsonify({"value": value})
    response.set_cookie(cookie_name(), value, httponly=True)
    return response


@app.get("/flash")
def flash_messages():
    flash("Wrong password", "error")
    flash("Welcome back")
    flash(Markup("<b>Saved</b>"), "success")
    return show_session()


@app.get("/flashed")
def flashed():
    return jsonify(get_flashed_messages(with_categories=True))


@app.get("/plain")
def plain():
    """Cookies that are no sessions, and one that shadows the session below /admin."""
    session["user_id"] = 1042
    response = show_session()
    response.set_cookie("theme", "dark", max_age=86400 * 30, samesite="Lax")
    response.set_cookie("csrftoken", "Zm9vYmFy", secure=True, samesite="Strict")
    response.set_cookie("hidden", "1", httponly=True)
    response.set_cookie("empty", "")
    response.set_cookie("quoted", 'say "hi"; bye')
    response.set_cookie("long", "x" * 3000)
    response.set_cookie(cookie_name(), signed({"admin": True}), path="/admin", httponly=True)
    return response


@app.get("/admin/")
def admin():
    return jsonify(request.headers.get("Cookie", ""))


@app.get("/garbage")
def garbage():
    response = jsonify("garbage")
    response.set_cookie(cookie_name(), request.args.get("value", "not.a-session.at all"))
    return response


@app.get("/many")
def many():
    response = jsonify(int(request.args.get("count", "50")))
    for number in range(int(request.args.get("count", "50"))):
        response.set_cookie(f"many{number:03}", str(number))
    return response


@app.get("/frame")
def frame():
    """A page with a frame from another host: `/frame?host=127.0.0.1`."""
    host = request.args.get("host", "127.0.0.1" if request.host.startswith("localhost") else "localhost")
    port = request.host.rsplit(":", 1)[1]
    return f"<!doctype html><title>Frame</title><h1>Outside</h1><iframe src='http://{escape(host)}:{port}/framed'></iframe>"


@app.get("/framed")
def framed():
    response = app.make_response("<!doctype html><h1>Inside</h1>")
    common = "Path=/; Secure; HttpOnly; SameSite=None"
    response.headers.add("Set-Cookie", f"session={signed({'framed': True})}; {common}; Partitioned")
    response.headers.add("Set-Cookie", f"unpartitioned=1; {common}")
    return response


@app.route("/hops", methods=["GET", "POST"])
def hops():
    """Pages that at once post a form to the next: `/hops?left=10`, as single sign-on does it. Each post sets a cookie,
    with the page or, with `&redirect=1`, with a redirect to it."""
    left = int(request.args.get("left", "0"))
    rest = "&redirect=1" if request.args.get("redirect") else ""
    onward = f"<form method=post action='/hops?left={left - 1}{rest}'></form><script>document.forms[0].submit()</script>"
    page = f"<!doctype html><title>{'on' if left else 'arrived'}</title>{onward if left else ''}"
    response = app.make_response(page if request.method == "GET" or not rest else redirect(request.full_path))
    if request.method == "POST":
        response.set_cookie("hop", f"hop{left}", httponly=True)
    return response


@app.get("/debug/session")
def debug_session():
    """What the server knows, to compare with what the panel shows. Changes nothing."""
    raw = request.cookies.get(cookie_name())
    facts = {
        "flask": importlib.metadata.version("flask"),
        "cookie": raw,
        "values": {key: {"type": type(value).__name__, "repr": repr(value)} for key, value in session.items()},
        "permanent": session.permanent,
        "lifetime": app.permanent_session_lifetime.total_seconds(),
        "now": time.time(),
        "signedAt": signed_at(raw),
        "setCookie": None,
    }
    if session:
        response = app.response_class()
        copy = app.session_interface.session_class(dict(session))
        copy.modified = True
        app.session_interface.save_session(app, copy, response)
        facts["setCookie"] = response.headers["Set-Cookie"]
    return app.response_class(json.dumps(facts), mimetype="application/json")


def signed_at(raw):
    try:
        serializer = app.session_interface.get_signing_serializer(app)
        return serializer.loads(raw, return_timestamp=True)[1].timestamp()
    except Exception:
        return None


UNASKED = {"/favicon.ico", "/.well-known/appspecific/com.chrome.devtools.json"}


class AskedOnly:
    """Keeps from the application what no page has asked for: it comes whenever the browser likes, and renews sessions."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] in UNASKED:
            return Response(status=404)(environ, start_response)
        return self.application(environ, start_response)


def exit_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    app.config.update(json.loads(sys.argv[1]) if len(sys.argv) > 1 else {})
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, AskedOnly(app), threaded=True)
    threading.Thread(target=exit_with_parent, daemon=True).start()
    print(json.dumps({"port": server.server_port, "flask": importlib.metadata.version("flask")}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
