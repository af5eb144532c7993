"""The reference, one request a line: the real Flask, itsdangerous, zlib and Python answer. It must not contain a
codec of its own: only the description of values in JSON is ours.

Run as a program it reads a JSON array [operation, [case, ...]] from each line of its input and writes a JSON array of
answers as one line.
"""

import ast
import base64
import codecs
import hashlib
import importlib.metadata
import json
import math
import platform
import re
import struct
import sys
import zlib
from datetime import datetime, timedelta, timezone
from uuid import UUID

import flask
import itsdangerous
from flask.sessions import SecureCookieSessionInterface, TaggedJSONSerializer
from itsdangerous import BadSignature, Signer, TimestampSigner
from itsdangerous.encoding import base64_decode, bytes_to_int, want_bytes
from markupsafe import Markup

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
FLASK = {"salt": "cookie-session", "keyDerivation": "hmac", "digest": "sha1"}


def versions():
    names = ("flask", "itsdangerous", "werkzeug", "markupsafe")
    found = {name: importlib.metadata.version(name) for name in names}
    return {"python": platform.python_version(), **found, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def describe(value):
    """A Python value as the codec's `Value`, in JSON: bytes in hex, a float by its bits."""
    if value is None:
        return {"type": "None"}
    if isinstance(value, bool):
        return {"type": "bool", "value": value}
    if isinstance(value, int):
        return {"type": "int", "digits": str(value)}
    if isinstance(value, float):
        bits = "nan" if value != value else struct.pack(">d", value).hex()
        return {"type": "float", "bits": bits}
    if isinstance(value, Markup):
        return {"type": "Markup", "text": str.__str__(value)}
    if isinstance(value, str):
        return {"type": "str", "text": value}
    if isinstance(value, (list, tuple)):
        return {"type": type(value).__name__, "items": [describe(item) for item in value]}
    if isinstance(value, dict):
        return {"type": "dict", "entries": [[key, describe(item)] for key, item in value.items()]}
    if isinstance(value, bytes):
        return {"type": "bytes", "hex": value.hex()}
    if isinstance(value, UUID):
        return {"type": "UUID", "hex": value.hex}
    if isinstance(value, datetime):
        return {"type": "datetime", "seconds": (value - EPOCH) // timedelta(seconds=1)}
    raise TypeError(type(value))


def build(description):
    """The Python value that `describe` describes so."""
    kind = description["type"]
    if kind == "None":
        return None
    if kind == "bool":
        return description["value"]
    if kind == "int":
        return int(description["digits"])
    if kind == "float":
        bits = description["bits"]
        return float("nan") if bits == "nan" else struct.unpack(">d", bytes.fromhex(bits))[0]
    if kind in ("str", "Markup"):
        return {"str": str, "Markup": Markup}[kind](description["text"])
    if kind in ("list", "tuple"):
        return {"list": list, "tuple": tuple}[kind](build(item) for item in description["items"])
    if kind == "dict":
        return {key: build(item) for key, item in description["entries"]}
    if kind == "bytes":
        return bytes.fromhex(description["hex"])
    if kind == "UUID":
        return UUID(description["hex"])
    if kind == "datetime":
        return EPOCH + timedelta(seconds=description["seconds"])
    raise TypeError(kind)


app = flask.Flask("oracle")


def serializer(key, parameters=None, time=None):
    """Flask's own signing serializer; `time`: the clock stands still there."""

    class Interface(SecureCookieSessionInterface):
        salt = (parameters or FLASK)["salt"]
        key_derivation = (parameters or FLASK)["keyDerivation"]
        digest_method = staticmethod(getattr(hashlib, (parameters or FLASK)["digest"]))

    class FixedTimestampSigner(TimestampSigner):
        def get_timestamp(self):
            return time

    # Flask gives no serializer for an empty key; itsdangerous takes it.
    app.secret_key = key or b"x"
    found = Interface().get_signing_serializer(app)
    found.secret_keys = [key]
    if time is not None:
        found.signer = FixedTimestampSigner
    return found


def write(case):
    made = serializer(bytes.fromhex(case["key"]), case.get("parameters"), case["time"])
    with app.app_context():
        return made.dumps(build(case["value"]))


def verify(case):
    signer = serializer(bytes.fromhex(case["key"]), case.get("parameters")).make_signer()
    try:
        Signer.unsign(signer, case["text"])
        return True
    except (BadSignature, UnicodeEncodeError):
        return False


def session_of(key, parameters=None):
    """A session that Flask signs with that key, be it text, bytes, or several of them, of which it signs with the last."""
    made = serializer(b"x", parameters, 1_790_000_000)
    made.secret_keys = [want_bytes(each) for each in (key if isinstance(key, list) else [key])]
    with app.app_context():
        return made.dumps({"user_id": 1042})


def evaluate(case):
    """What an expression gives, as developers write it: of the key's `text`, with itsdangerous and `session_of`."""
    modules = {"ast": ast, "base64": base64, "codecs": codecs, "hashlib": hashlib}
    names = {**modules, "session_of": session_of, **vars(itsdangerous)}
    return eval(case["expression"], names, {"text": case["text"]})


def read_payload(payload):
    with app.app_context():
        try:
            return {"value": describe(serializer(b"x").load_payload(payload))}
        except Exception as error:
            cause = getattr(error, "original_error", None) or error
            answer = {"error": type(cause).__name__, "message": str(cause)}
            if isinstance(cause, json.JSONDecodeError):
                answer.update(message=cause.msg, position=cause.pos)
            return answer


def read_timestamp(segment):
    try:
        seconds = bytes_to_int(base64_decode(segment))
        datetime.fromtimestamp(seconds, tz=timezone.utc)
        return seconds
    except Exception:
        return None


def read(text):
    """What the value holds, the signature unlooked at; null if it has not the three parts."""
    try:
        parts = want_bytes(text).rsplit(b".", 2)
    except UnicodeEncodeError:
        return None
    if len(parts) < 3:
        return None
    try:
        signature = len(base64_decode(parts[2]))
    except Exception:
        signature = None
    payload = read_payload(parts[0])
    return {**payload, "timestamp": read_timestamp(parts[1]), "signatureBytes": signature}


def literal(text):
    try:
        value = ast.literal_eval(text)
        if isinstance(value, (str, bytes)):
            return {"bytes": want_bytes(value).hex(), "isBytes": isinstance(value, bytes)}
    except Exception:
        pass
    return None


def inflate(data):
    try:
        return zlib.decompress(bytes.fromhex(data)).hex()
    except zlib.error:
        return None


def unprintable(_):
    """All assigned code points, in ranges [first, last], that `str.isprintable` denies; and those not assigned."""
    import unicodedata

    ranges = {"unprintable": [], "unassigned": []}
    for code in range(0x110000):
        character = chr(code)
        unassigned = unicodedata.category(character) == "Cn"
        if not unassigned and character.isprintable():
            continue
        found = ranges["unassigned" if unassigned else "unprintable"]
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return ranges


class WatchedInterface(SecureCookieSessionInterface):
    """Flask's own, with these parameters and a clock that stands still. `refusal`: why it gave an empty session."""

    def __init__(self, parameters, time):
        self.salt = parameters["salt"]
        self.key_derivation = parameters["keyDerivation"]
        self.digest_method = getattr(hashlib, parameters["digest"])
        self.signer = type("FixedTimestampSigner", (TimestampSigner,), {"get_timestamp": lambda _: time})
        self.refusal = None

    def get_signing_serializer(self, app):
        made = super().get_signing_serializer(app)
        if made is None:
            return None
        made.signer = self.signer
        if "SECRET_KEY_FALLBACKS" not in flask.Flask.default_config:
            # Flask before 3.1 knows no fallback keys; the serializer it makes does.
            made.secret_keys = [*app.config["SECRET_KEY_FALLBACKS"], app.secret_key]
        loads = made.loads

        def watched_loads(text, **arguments):
            try:
                return loads(text, **arguments)
            except BadSignature as error:
                self.refusal = {"type": type(error).__name__, "message": str(error)}
                raise

        made.loads = watched_loads
        return made


def open_session(case):
    """What Flask's `open_session` makes of a cookie's value with these settings at that second, by which key."""
    keys = [bytes.fromhex(key) for key in case["keys"]]
    app.config["SECRET_KEY"] = keys[0] if keys else None
    app.config["SECRET_KEY_FALLBACKS"] = keys[1:]
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(seconds=case["lifetime"])
    interface = WatchedInterface(case["parameters"], case["time"])
    request = flask.Request({"wsgi.url_scheme": "http"})
    request.cookies = {"session": case["text"]}
    with app.app_context():
        try:
            found = interface.open_session(app, request)
        except UnicodeEncodeError:
            return {"error": "UnicodeEncodeError", "key": None}
        except Exception as error:
            answer = {"error": type(error).__name__}
        else:
            if found is None:
                return {"session": None, "refusal": None, "key": None}
            answer = {"session": len(found), "refusal": interface.refusal}
    # The lowest index, whichever order Flask has tried them in.
    signed = (index for index, key in enumerate(case["keys"]) if verify({**case, "key": key}))
    return {**answer, "key": next(signed, None)}


def status(case):
    """The status with which an application answers a request with this cookie, all of Flask being in between."""
    served = flask.Flask("served")
    served.secret_key = bytes.fromhex(case["key"])
    served.logger.disabled = True
    served.add_url_rule("/", view_func=lambda: "")
    client = served.test_client(use_cookies=False)
    return client.get("/", headers={"Cookie": f"session={case['text']}"}).status_code


def bench(case):
    """Seconds that Flask takes to load the text as often as asked, within an app."""
    import time

    made = serializer(bytes.fromhex(case["key"]))
    text = case["text"]
    with app.app_context():
        start = time.perf_counter()
        for _ in range(case["times"]):
            made.loads(text, max_age=None)
        return time.perf_counter() - start


def key_bytes(value):
    """What itsdangerous signs with, in hex; null for what it cannot sign with."""
    try:
        return want_bytes(value).hex() if isinstance(value, (str, bytes)) else None
    except UnicodeEncodeError:
        return None


def literals(text):
    """The keys of a literal, or of a list or tuple of them; null for anything else."""
    try:
        value = ast.literal_eval(text)
    except Exception:
        return None
    if isinstance(value, (str, bytes)):
        return {"type": type(value).__name__, "keys": [key_bytes(value)]}
    if isinstance(value, (list, tuple)):
        return {"type": type(value).__name__, "keys": [key_bytes(item) for item in value]}
    return None


WORDS = {"nan": math.nan, "NaN": math.nan, "inf": math.inf, "Infinity": math.inf, "null": None, "true": True, "false": False}
ZONES = {"timezone.utc", "datetime.timezone.utc", "datetime.UTC", "UTC"}
TYPES = {
    **dict.fromkeys(["datetime", "datetime.datetime"], datetime),
    **dict.fromkeys(["UUID", "uuid.UUID"], UUID),
    **dict.fromkeys(["Markup", "markupsafe.Markup", "flask.Markup"], Markup),
    "float": float,
}


def evaluate_notation(node):
    """What `eval` gives, if these are the only names, and no operator but a sign is known; of types as Flask stores them."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return WORDS[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        operand = evaluate_notation(node.operand)
        if type(operand) not in (int, float, complex):
            raise TypeError(operand)
        return -operand if isinstance(node.op, ast.USub) else operand
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        items = [evaluate_notation(item) for item in node.elts]
        return {"List": list, "Tuple": tuple, "Set": set}[type(node).__name__](items)
    if isinstance(node, ast.Dict):
        return {evaluate_notation(key): evaluate_notation(value) for key, value in zip(node.keys, node.values)}
    if not isinstance(node, ast.Call):
        raise TypeError(node)
    made = TYPES[ast.unparse(node.func)]

    def argument(part):
        return timezone.utc if ast.unparse(part) in ZONES else evaluate_notation(part)

    given = [argument(part) for part in node.args]
    named = {part.arg: argument(part.value) for part in node.keywords}
    if made is datetime:
        known = all(type(value) in (int, timezone, type(None)) for value in [*given, *named.values()])
        if not known or "fold" in named:
            raise TypeError(given)
    elif named or len(given) != 1 or type(given[0]) is not str:
        raise TypeError(given)
    if made is float and re.search("[0-9]", given[0]):
        raise TypeError(given)
    return made(*given, **named)


def has_only_text_keys(value):
    if isinstance(value, dict):
        return all(type(key) is str and has_only_text_keys(item) for key, item in value.items())
    return not isinstance(value, (list, tuple)) or all(map(has_only_text_keys, value))


def same(one, other):
    """Whether two values are of the same types and equal, a NaN to a NaN."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float):
        return struct.pack(">d", one) == struct.pack(">d", other) or (one != one and other != other)
    if isinstance(one, datetime):
        return one.tzinfo == other.tzinfo and one == other
    return one == other


def notation(text):
    """
    What Flask gives back of a value in Python's notation, and whether that is what was given; null where Python refuses
    the text, Flask the value, or a key is no str.
    """
    try:
        # Within brackets, as the only item but one: no line's end counts, and no comma makes a tuple.
        source = f"[{text} \n,0]"
        compile(source, "notation", "eval")
        listed = ast.parse(source, mode="eval").body
        if not isinstance(listed, ast.List) or len(listed.elts) != 2:
            return None
        value = evaluate_notation(listed.elts[0])
        with app.app_context():
            made = TaggedJSONSerializer()
            back = made.loads(made.dumps(value))
        return {"value": describe(back), "isSame": same(value, back)} if has_only_text_keys(value) else None
    except (SyntaxError, TypeError, ValueError, KeyError, OverflowError):
        return None


def survives(case):
    """Whether an application finds, under every key of the one cookie but those edited, the same type and value in the other."""
    before, after = (serializer(bytes.fromhex(case["key"])).loads(text) for text in (case["before"], case["after"]))
    for key in case["edited"]:
        before.pop(key, None)
        after.pop(key, None)
    return same(before, after)


def configured(case):
    """The keys that Flask's own serializer has when an application is configured so; a null key cannot sign."""
    import os

    configured_app = flask.Flask("configured")
    os.environ["OUTSIDE"] = "a key from outside"
    try:
        if case["notation"] == "python":
            names = {"app": configured_app}
            exec(case["source"], names)
            configured_app.config.from_mapping({name: value for name, value in names.items() if name.isupper()})
        elif case["notation"] == "json":
            configured_app.config.from_mapping(json.loads(case["source"]))
        else:
            os.environ.update(case["variables"])
            configured_app.config.from_prefixed_env()
            for name in case["variables"]:
                del os.environ[name]
    except Exception as error:
        return {"error": type(error).__name__}
    is_set = bool(configured_app.secret_key)
    if not is_set:
        configured_app.secret_key = "Flask gives no serializer without one"
    try:
        keys = SecureCookieSessionInterface().get_signing_serializer(configured_app).secret_keys
    except Exception as error:
        return {"error": type(error).__name__}
    *fallbacks, current = [key_bytes(key) for key in keys]
    return {"current": current if is_set else None, "isSet": is_set, "fallbacks": fallbacks}


OPERATIONS = {
    "versions": lambda _: versions(),
    "write": write,
    "verify": verify,
    "read": read,
    "literal": literal,
    "literals": literals,
    "configured": configured,
    "notation": notation,
    "survives": survives,
    "repr": lambda description: repr(build(description)),
    "inflate": inflate,
    "compress": lambda data: zlib.compress(bytes.fromhex(data)).hex(),
    "unprintable": unprintable,
    "open": open_session,
    "status": status,
    "bench": bench,
    "evaluate": evaluate,
}

if __name__ == "__main__":
    import warnings

    warnings.simplefilter("ignore")
    for line in sys.stdin:
        operation, cases = json.loads(line)
        print(json.dumps([OPERATIONS[operation](case) for case in cases]), flush=True)
