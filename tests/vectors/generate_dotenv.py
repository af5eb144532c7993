"""Makes the vectors of .env files: fixed and random ones, read by the real python-dotenv. It must not answer anything by itself.

    python3 tests/vectors/generate_dotenv.py

writes dotenv-<version>.json beside this file, with the python-dotenv that this interpreter imports.
"""

import io
import json
import random
from pathlib import Path

from dotenv.parser import parse_stream
from dotenv.variables import Variable, parse_variables
from dotenv.version import __version__

SEED = 20261121
RANDOM_FILES = 400

FILES = [
    "", "\n", "A=b", "A=b\n", "A = b", "A\t=\tb", "  A=b", "\n\n  A=b", "A=b c", "A=b  ", "A= b", "A=\nB=c", "A =\nB=c", "A= \nB=c",
    "A=b # c", "A=b #c", "A=b# c", "A=b\t# c", "A=b #", "A=#b", "A= #b", "A= # b", "A=# b", "A=b ## c # d", "A='b' # c", "A='b'# c", "A='b'c", "A=\"b\" c",
    "A='b c'", "A=' b '", "A=\"b c\"", "A=\"b#c\"", "A='b #c'", "A=b'c'", "A=b\"c\"", "A='b", "A=\"b", "A='", "A=\"", "A=''", "A=\"\"", "A=''''", "A='b''c'",
    "A='b\\nc'", "A=\"b\\nc\"", "A=b\\nc", "A='b\\'c'", "A=\"b\\\"c\"", "A=\"b\\'c\"", "A='b\\\"c'", "A=\"\\a\\b\\f\\n\\r\\t\\v\\\\\"", "A='\\a\\b\\f\\n\\r\\t\\v\\\\'",
    "A=\"\\x41\\u00e9\\101\\q\\0\\$\"", "A='b\\\\'", "A='b\\'", "A='b\\'\nC='d'", "A='b\\\\'\nC='d'", "A=\"b\\\\\"\nC=\"d\"", "A=\"b\\\\\\\"c\"", "A='b\\\nc'",
    "A='b\nc'", "A=\"b\nc\"\nD=e", "A=\"b\nC=d", "A=\"b\nC='d'", "A=\"b\nC=\"d\"\nE=f", "export A=b", "export  A=b", "export\tA=b", "export A", "export", "export=b",
    "exportA=b", "export =b", "export A = 'b'", "# A=b", " # A=b", "#", "A=b\n#C=d\nE=f", "A", "A\nB=c", "A B", "A B=c", "A # b", "A# b", "=b", " = b", "A==b", "A=b=c", "A:b",
    "A: b", "'A'=b", "'A B'=c", "'A=b", "\"A\"=b", "'A' = 'b'", "''=b", "a.b=c", "A-B=c", "\u00e9=\u00fc", "A=\u00e9 \U0001f600", "A=b\u00a0# c", "A=b\u00a0", "A\u00a0=\u00a0b", "A=\u3000b\u3000",
    "A=b\x0b# c", "A=b\x1c# c", "A=b\x85", "A=b\u2028c", "A=b\u2028# c", "\ufeffA=b", "A=\ufeffb\ufeff", "A=b\x0c\nC=d", "A=${B}", "A=${B:-c}", "A='${B}'", "A=\"${B}c\"", "A=$B", "A=${B",
    "A=${}", "A=${B:c}", "A=${B:c:-d}", "A=${B:${C}", "A=${B:${C:-d}", "A=$${B}", "A=${B:-}", "A=${B-c}", "A=${B\nC}", "A=\\${B}", "A=}${", "A={b}", "A=b\nA=c", "A=b\n\nC=d\n\n", "A=b\n  C=d",
    "SECRET_KEY='a'\nSECRET_KEY_FALLBACKS=[\"b\", \"c\"]", "FLASK_SECRET_KEY=12345", "FLASK_SECRET_KEY='\"a\"'", "SECRET_KEY=b'a'", "SECRET_KEY=a'b\"c", "SECRET_KEY = 'a',", "SECRET_KEY='a')",
]

PARTS = [
    "A", "B", "SECRET_KEY", "export ", "=", "=", " = ", "= ", "\n", "\n", "\n", " ", "\t", "#", " #", "# ", "'", "'", '"', '"', "\\", "\\'", '\\"', "\\\\", "\\n", "\\x41",
    "a", "b c", "d-e", "12", "[", "]", ",", "$", "${A}", "${", "}", ":-", "\u00e9", "\u00a0", "\U0001f600",
]


def answer(text):
    # A file is opened with universal newlines: none of these has another kind.
    bindings = list(parse_stream(io.StringIO(text, newline=None)))
    variables = [
        {
            "name": binding.key,
            "value": binding.value,
            "isInterpolated": any(isinstance(atom, Variable) for atom in parse_variables(binding.value or "")),
        }
        for binding in bindings
        if binding.key is not None
    ]
    return {"variables": variables, "isDamaged": any(binding.error for binding in bindings)}


def main():
    made = random.Random(SEED)
    files = FILES + ["".join(made.choices(PARTS, k=made.randint(3, 30))) for _ in range(RANDOM_FILES)]
    target = Path(__file__).parent / f"dotenv-{__version__}.json"
    lines = ",\n".join("  " + json.dumps({"text": text, **answer(text)}) for text in files)
    target.write_text(f'{{\n "version": {json.dumps(__version__)},\n "files": [\n{lines}\n ]\n}}\n')
    print(target.name)


if __name__ == "__main__":
    main()
