"""A page of one origin asks an API of another for its visits, without `credentials: 'include'`."""

from flask import Flask, request, session

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/page")
def page():
    api = f"http://api.shop.test:{request.host.rpartition(':')[2]}/visits"
    return f"""<!doctype html><title>Shop</title><h1>Shop</h1>
<script type=module>for (let n = 0; n < 3; n++) await fetch("{api}")</script>"""


@app.get("/visits")
def visits():
    session["visits"] = session.get("visits", 0) + 1
    return {"visits": session["visits"]}


@app.after_request
def allow(response):
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")
    return response
