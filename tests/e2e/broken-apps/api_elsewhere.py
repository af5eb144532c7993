"""The scripts of a page ask an API on another port, without `credentials: 'include'`: `fetch` goes there, as set up by the page."""

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
    return f"""<!doctype html><title>Shop</title><h1>Shop</h1>
<script>const ask = fetch; window.fetch = (path) => ask(`http://127.0.0.1:{server.server_port}${{path}}`)</script>"""


@api.get("/visits")
def visits():
    session["visits"] = session.get("visits", 0) + 1
    return {"visits": session["visits"]}


@api.after_request
def allow(response):
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")
    return response
