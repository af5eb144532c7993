"""SameSite=Lax, and the form of a payment service, `/gateway` on another host, posts its customers back to a page with a message."""

from flask import Flask, flash, redirect, request, session

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", SESSION_COOKIE_SAMESITE="Lax")


@app.get("/gateway")
def gateway():
    there = request.url.replace("localhost", "127.0.0.1").replace("/gateway", "")
    forms = "".join(
        f"<form method=post action={there}/{path}><button>{button}</button></form>"
        for path, button in [("paid", "Pay"), ("returned", "Pay later")]
    )
    return f"<!doctype html><title>Gateway</title><h1>Gateway</h1>{forms}"


@app.get("/login")
def login():
    session["_user_id"] = "7"
    session["basket"] = [1042, 1043]
    return "<!doctype html><title>Shop</title><h1>Shop</h1>"


@app.post("/paid")
def paid():
    flash("Thank you for your payment.")
    return redirect("/thanks")


@app.post("/returned")
def returned():
    return redirect("/ordered")


@app.get("/ordered")
def ordered():
    session["ordered"] = session.pop("basket", None)
    return redirect("/thanks")


@app.get("/thanks")
def thanks():
    return f"<!doctype html><title>Shop</title><h1>Thank you {session.get('_user_id')}</h1>"
