"""No fault: a shop with a login, a basket, flash messages that are shown, and an order in five steps."""

from flask import Flask, flash, get_flashed_messages, redirect, request, session

app = Flask(__name__)
app.secret_key = "dev"
STEPS = {
    "address": "12 Long Lane, Smallville",
    "delivery": "with the next post",
    "payment": "upon receipt of the goods",
    "gift": "wrapped, with a card: many happy returns",
    "terms": "accepted on the day of the order",
}


def page(heading):
    messages = "".join(f"<p role=status>{message}</p>" for message in get_flashed_messages())
    return f"""<!doctype html><title>Shop</title><h1>{heading}</h1>{messages}
<form method=post action=/login><button>Log in</button></form>
<form method=post action=/logout><button>Log out</button></form>"""


@app.get("/")
def home():
    return page(f"Hello {session.get('user', 'stranger')}")


@app.post("/login")
def login():
    # Nothing of a stranger's session may be part of it.
    session.clear()
    session["user"] = "alice"
    flash("Welcome back")
    return redirect("/")


@app.post("/logout")
def logout():
    session.clear()
    return redirect("/")


@app.get("/language/<language>")
def choose_language(language):
    session["language"] = language
    return page(language)


@app.get("/basket/add/<int:article>")
def add(article):
    session["basket"] = {**session.get("basket", {}), str(article): int(request.args.get("count", "1"))}
    flash(f"Article {article} is in your basket")
    return redirect("/basket")


@app.get("/basket")
def basket():
    return page(f"{len(session.get('basket', {}))} articles")


@app.get("/order/<step>")
def order(step):
    session[step] = STEPS[step]
    return page(step)


@app.get("/order/done")
def done():
    for step in STEPS:
        session.pop(step, None)
    return page("Thank you")


@app.get("/prices/<article>")
def price(article):
    """What a page's scripts ask for, several at a time."""
    session[f"seen_{article}"] = True
    return {"price": 42}
