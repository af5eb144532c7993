"""Serves one of the applications beside it: `python3 app.py NAME`.

Prints one line of JSON with its port, and ends when its standard input is closed. `/set-cookies` answers, in place of
the application, how many Set-Cookie headers it has sent so far.
"""

import importlib.metadata
import json
import logging
import os
import pathlib
import runpy
import sys
import threading

from werkzeug.serving import make_server
from werkzeug.wrappers import Response

UNASKED = {"/favicon.ico", "/.well-known/appspecific/com.chrome.devtools.json"}


class CountingSetCookies:
    """Keeps from the application what no page has asked for: it comes whenever the browser likes."""

    def __init__(self, application):
        self.application = application
        self.count = 0

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path == "/set-cookies":
            return Response(str(self.count))(environ, start_response)
        if path in UNASKED:
            return Response(status=404)(environ, start_response)

        def start(status, headers, *rest):
            self.count += sum(name.lower() == "set-cookie" for name, _ in headers)
            return start_response(status, headers, *rest)

        return self.application(environ, start)


def exit_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    file = pathlib.Path(__file__).with_name(f"{sys.argv[1]}.py")
    app = CountingSetCookies(runpy.run_path(str(file))["app"])
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=exit_with_parent, daemon=True).start()
    print(json.dumps({"port": server.server_port, "flask": importlib.metadata.version("flask")}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
