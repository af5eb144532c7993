"""The scripts of a page call an API on another port, with credentials; its answers to CORS preflights set a session as well."""

import secrets
import threading

from flask import Flask, request, session
from werkzeug.serving import make_server

app = Flask(__name__)
api = Flask("api")
api.secret_key = "dev"
server = make_server("127.0.0.1", 0, api, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()


@app.get("/page")
def page():
    call = "{ method: 'POST', credentials: 'include', headers: { 'content-type': 'application/json' }, body: '{}' }"
    return f"""<!doctype html><title>Shop</title><h1>Shop</h1>
<script>const ask = fetch; window.fetch = (path) => ask(`http://127.0.0.1:{server.server_port}${{path}}`, {call})</script>"""


@api.before_request
def name_visitor():
    if "visitor" not in session:
        session["visitor"] = secrets.token_hex(8)


@api.post("/orders")
def orders():
    return {"visitor": session["visitor"]}


@api.after_request
def allow(response):
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")
    response.headers["Access-Control-Allow-Credentials"] = "true"
    response.headers["Access-Control-Allow-Headers"] = "content-type"
    response.headers["Access-Control-Max-Age"] = "0"
    return response
