"""No fault: a form that strangers send, and a message that thanks them for it, shown by the next page."""

from flask import Flask, flash, get_flashed_messages, redirect

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/")
def form():
    return f"""<!doctype html><title>Shop</title><h1>{"".join(get_flashed_messages())}</h1>
<form method=post action=/contact><button>Send</button></form>"""


@app.post("/contact")
def contact():
    flash("Thank you for your message")
    return redirect("/")
