"""Makes the vectors: fixed cases, answered by the real libraries. It must not answer anything by itself.

    python3 tests/vectors/generate.py

writes flask-<version>.json beside this file for each interpreter of python3 and /usr/bin/python3 that imports Flask.
"""

import base64
import json
import subprocess
import sys
import zlib
from datetime import datetime, timezone
from pathlib import Path
from uuid import UUID

HERE = Path(__file__).parent
INTERPRETERS = ("python3", "/usr/bin/python3")

KEY = b"192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf"
TIME = 1_790_000_000


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def session_values():
    from markupsafe import Markup

    when = datetime(2026, 11, 21, 1, 9, 12, tzinfo=timezone.utc)
    return [
        {},
        {"_permanent": True, "user_id": 1042, "nothing": None, "no": False},
        {"tuple": (1, ("a",), ()), "list": [[], [(2,)]]},
        {"bytes": [b"", b"\x00", b"\xff\xfe", b"abc"], "markup": Markup("<b>\u00e9</b>")},
        {"uuid": UUID("00000000-0000-4000-8000-0123456789ab"), "datetime": when},
        {"dates": [datetime(100, 1, 1, tzinfo=timezone.utc), datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone.utc)]},
        # Two-digit years come back as others.
        {"quirk": [datetime(year, 1, 1, tzinfo=timezone.utc) for year in (1, 68, 69, 99)]},
        *({key: 1} for key in (" t", " b", " m", " u", " d", " di", " t__", "__proto__", "constructor")),
        {" t": {" t": {" di": [{" d": "x"}]}}},
        {" t": [1], "other": 2},
        {"int": [0, -1, 2**53, 2**53 + 1, 1185482339017588736, -(10**40), 10**4299]},
        {"float": [0.0, -0.0, 1.0, 0.1, 1e15, 1e16, 123456789012345680.0, 1e22, 1e-4, 1e-5, 1e-7, 5e-324, 1.7976931348623157e308]},
        {"special": [float("nan"), float("inf"), float("-inf")]},
        {"text": "".join(map(chr, range(0x100)))},
        {"text": "\u2028\u20ac\ufeff\uffff\U0001f600\U0010ffff", "lone": "\ud83d", "lone low": "\ude00"},
        # Sorted by code point: U+FF5E before U+10000, a lone surrogate before both.
        {"\U00010000": 1, "\uff5e": 2, "\ud800": 3, "\ud800a": 4, "b": 5, "B": 6, "": 7, "aa": 8, "a": 9},
        {"_flashes": [("message", "saved"), ("error", "no\n")], "csrf_token": "%040x" % 3**70},
        {"compressible": "abc" * 400},
        {"incompressible": "%0256x" % (7**360 % 2**1024)},
        {"rows": [{"id": n * 7919 % 1000, "name": "name %d" % n} for n in range(150)]},
        {"a" * 12: 1},
        {"deep": json.loads("[" * 60 + "]" * 60)},
    ]


def session_cases(oracle):
    described = [oracle.describe(value) for value in session_values()]
    cases = [{"value": value, "key": KEY.hex(), "time": TIME} for value in described]
    small = described[1]
    for time in (0, 1, 255, 256, 65_535, 600_000_000, 2**31, 2**32 - 1, 2**32, 253_402_300_799):
        cases.append({"value": small, "key": KEY.hex(), "time": time})
    for key in (b"x", b"dev", b"\x00", b"\xff" * 63, b"\xff" * 64, b"\xff" * 65, b"k" * 129, b"_5#y2L\"F4Q8z\n\xec]/"):
        cases.append({"value": small, "key": key.hex(), "time": TIME})
    for derivation in ("hmac", "django-concat", "concat", "none"):
        for digest in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
            for key in (b"", KEY):
                parameters = {"salt": "cookie-session \u00e9", "keyDerivation": derivation, "digest": digest}
                cases.append({"value": small, "key": key.hex(), "time": TIME, "parameters": parameters})
    return [{**case, "cookie": oracle.write(case)} for case in cases]


def verify_cases(oracle):
    cookie = oracle.write({"value": oracle.describe({"user_id": 1042}), "key": KEY.hex(), "time": TIME})
    signed, signature = cookie.rsplit(".", 1)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet.index(signature[-1])
    texts = [cookie]
    texts += [cookie[:-1] + alphabet[(last & ~3) + n] for n in range(4)]
    texts += [cookie[:-1] + alphabet[(last + 4) % 64]]
    texts += [cookie + tail for tail in ("\n", "\r\n", " ", "=", "==", "\n=", "A", "AA", "AAA", ".", "*", "\u00e9", "\U0001f600", "\ud800")]
    texts += [signed + "." + tail for tail in ("", "=", "A", signature[:-1], signature[:8], signature + signature)]
    texts += [signed + "." + signature[:5] + middle + signature[5:] for middle in ("*", " ", "=", "\u00e9", "----")]
    texts += [signed + "." + signature.replace("-", "+").replace("_", "/"), "\n" + cookie, " " + cookie, cookie.upper()]
    texts += [signed, signed.replace(".", ""), "", ".", "..", "...", "a.b", cookie[1:], "\u00e9." + signature, "\ud800." + signature]
    # Signed with the value's own characters being anything: the signer does not look at them.
    from itsdangerous import Signer

    signer = oracle.serializer(KEY).make_signer()
    texts += [Signer.sign(signer, value).decode() for value in ("", "a", "\u00e9\U0001f600", "not.base64.*", "a b\n")]
    keys = [KEY, b"", KEY + b"\n", KEY[:-1], KEY.upper()]
    cases = [{"text": text, "key": KEY.hex()} for text in texts] + [{"text": cookie, "key": key.hex()} for key in keys]
    cases += [{"text": cookie, "key": KEY.hex(), "parameters": {**oracle.FLASK, **changed}}
              for changed in ({"salt": "other"}, {"digest": "sha256"}, {"keyDerivation": "none"})]
    return [{**case, "accepted": oracle.verify(case)} for case in cases]


JSON_TEXTS = [
    # white space, and what is none
    b' \t\r\n{"a"\n:\t1 , "b" : [ ] } ', b'\x0b{}', b'\xc2\xa0{}', b'{}\x00', b'\xef\xbb\xbf{}', b'', b' ',
    # numbers
    b'-0', b'-0.0', b'01', b'-', b'+1', b'1.', b'.5', b'1e', b'1e+', b'1E5', b'1e-5', b'1e400', b'-1e400', b'1e-400',
    b'0x1', b'--1', b'1_0', b'NaN', b'-NaN', b'Infinity', b'-Infinity', b'+Infinity', b'nan', b'Infinit', b'-Infinit',
    b'9' * 4300, b'9' * 4301, b'-' + b'9' * 4300, b'[' + b'1' * 4301 + b']', b'1.' + b'1' * 5000,
    '\u0661'.encode(),
    # words
    b'null', b'nul', b'True', b'true', b'truefalse', b'None', b'undefined',
    # strings
    b'"\\u0041\\n\\/"', b'"\\x41"', b'"\\u12"', b'"\\u12g4"', b'"\\u 123"', b'"\\ud83d\\ude00"', b'"\\ud83d"', b'"\\ude00\\ud83d"',
    b'"\\ud83d\\u0041"', b'"\\ud83d\\uZZZZ"', b'"\\ud83d', b'"\\', b'"\\u123', b'"\\u1234', b'"a', b'"', b'"\n"', b'"\x1f"', b'"\x7f"',
    b"'a'", '"\u2028\u00e9\U0001f600"'.encode(), b'"\\U0001F600"',
    # containers
    b'{}', b'[]', b'[1,]', b'[,1]', b'[1 2]', b'{"a":1,}', b'{,}', b'{a:1}', b"{'a':1}", b'{"a"}', b'{"a":}', b'{"a" 1}', b'{"a":1 "b":2}',
    b'{"a":1', b'{"a":', b'{"a"', b'{"a', b'{', b'[', b'[1', b'[1,', b']', b'}', b'[}', b'{]', b'{}{}', b'[]x', b'1 2', b'{1:2}', b'{null:1}',
    b'{"a":1,"b":2,"a":3}', b'{"__proto__":{"x":1},"constructor":2}', '{"\u00e9":[1,\U0001f600]}'.encode(),
    b'[' * 300 + b']' * 300, b'{"a":' * 300 + b'1' + b'}' * 300, b'[' * 1200 + b']' * 1200, b'[' * 1200,
    # not UTF-8
    b'"\xff"', b'"\xc3"', b'"\xc0\xaf"', b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'{"a":"\xe2\x82"}', b'\xff\xfe{\x00}\x00',
    # not a dict
    b'1', b'"text"', b'[1,2]', b'1.5', b'{" t":[]}', b'{" u":"00000000000000000000000000000000"}',
]

TAGS = [
    *(f'{{" t":{x}}}' for x in ('[]', '[1,[2]]', '"ab\\ud83d\\ude00"', '""', '{"a":1,"b":2}', '{}', '1', 'null', 'true', '1.5')),
    *(f'{{" t":{x}}}' for x in ('{" b":"AP8="}', '{" m":"ab"}', '{" t":[1]}', '{" u":"00000000000000000000000000000000"}')),
    *(f'{{" b":{x}}}' for x in ('""', '"aGk="', '"aGk"', '"aGk=="', '"a"', '"ab=c"', '"a-_b"', '"a+/b"', '"aG k="', '"aGk=aGk="', '"\\u00e9"')),
    *(f'{{" b":{x}}}' for x in ('"===="', '1', 'null', '[]', '{}', '{" b":"YUdrPQ=="}', '{" b":"/2FHaz0="}', '{" m":"aGk="}')),
    *(f'{{" m":{x}}}' for x in ('"<b>"', '""', '1', 'null', 'true', '1e22', '[1,"a"]', '{"a":[]}', '{" t":[1]}', '{" b":"AP8="}')),
    *(f'{{" m":{x}}}' for x in ('{" m":"x"}', '{" u":"000102030405060708090a0b0c0d0e0f"}', '{" d":"Sat, 21 Nov 2026 01:09:12 GMT"}')),
    *(f'{{" u":{x}}}' for x in ('"000102030405060708090a0b0c0d0e0f"', '"000102030405060708090A0B0C0D0E0F"', '"00010203-0405-0607-0809-0a0b0c0d0e0f"')),
    *(f'{{" u":{x}}}' for x in ('"{00010203-0405-0607-0809-0a0b0c0d0e0f}"', '"urn:uuid:00010203-0405-0607-0809-0a0b0c0d0e0f"', '"0-0-0"', '"x"')),
    *(f'{{" u":{x}}}' for x in ('"0x0102030405060708090a0b0c0d0e0f"', '" 00102030405060708090a0b0c0d0e0f"', '"+00102030405060708090a0b0c0d0e0f"')),
    *(f'{{" u":{x}}}' for x in ('"0001_2030405060708090a0b0c0d0e0f"', '"_0010203040506070809a0b0c0d0e0f1"', '"g00102030405060708090a0b0c0d0e0f"')),
    *(f'{{" u":{x}}}' for x in ('1', 'null', '[]', '""', '{" m":"000102030405060708090a0b0c0d0e0f"}', '{" b":"AP8="}')),
    *(f'{{" d":{x}}}' for x in ('"Sat, 21 Nov 2026 01:09:12 GMT"', '"Mon, 21 Nov 2026 01:09:12 GMT"', 'null', '1', '[]', '[1]')),
    *(f'{{" d":"Sat, 01 Jan {year} 00:00:00 GMT"}}' for year in ('0000', '0001', '0068', '0069', '0099', '0100', '9999')),
    *(f'{{" di":{x}}}' for x in ('{" t__":1}', '{" t":[1]}', '{"a":1}', '{"":1}', '{"\\ud83d\\ude00x":1}', '{"ab":1,"cd":2}', '{}', '1', 'null', '"ab"')),
    *(f'{{" di":{x}}}' for x in ('[]', '[0]', '["ab"]', '{" t__":{" t":[1]}}', '{" di":{" di__":{" di":{" t__":1}}}}')),
    '{" x":1}', '{" t":[1],"a":2}', '{" t":[1]," t":[2]}', '{"a":{" t":[{" b":"aGk="}]}}',
]

# A date in another form: Flask reads it or gives None, the codec leaves it alone and says so.
OTHER_DATES = [
    '', 'x', 'Saturday, 21-Nov-26 01:09:12 GMT', 'Sat Nov 21 01:09:12 2026', '2026-11-21T01:09:12Z', '21 Nov 2026 01:09:12 GMT',
    'Sat, 21 Nov 2026 01:09:12 +0100', 'Sat, 31 Feb 2026 00:00:00 GMT', 'Sat, 00 Jan 2026 00:00:00 GMT', 'Sat, 21 Nov 2026 24:00:00 GMT',
    'Sat, 21 Nov 2026 01:60:12 GMT', 'Sat, 21 Nov 2026 01:09:60 GMT', 'Sat, 1 Nov 2026 01:09:12 GMT', 'Sat, 21 nov 2026 01:09:12 gmt',
]


def read_cases(oracle):
    body = b64(b'{"a":[1,2,"???>>>"]}')
    texts = [
        # base64, leniently
        f"{body}.ahnK4A.aaaa", f"{body}==.ahnK4A==.aaaa==", body.replace("_", "/").replace("-", "+") + ".ahnK4A.aaaa",
        *(f"{body[:4]}{inside}{body[4:]}.ahnK4A.aaaa" for inside in ("*", " ", "\n", "=", "==", "===", "====", "\u00e9", "\U0001f600", "\x00", "A")),
        *(f"{body[:6]}{inside}{body[6:]}.ahnK4A.aaaa" for inside in ("=", "==", "=*=")),
        *(f"{body[:-cut]}.ahnK4A.aaaa" for cut in range(1, 8)),
        *(f"{tail}.ahnK4A.aaaa" for tail in ("", "e", "e3", "e30", "e30=", "e30==", "=e30", "e=30", "e3=0", "e3==", "e30*", "*e30", "**", "====", "{}")),
        # the parts
        "", ".", "..", "...", "....", "e30", "e30.", ".e30", "e30..", ".e30..", "e30.A.", "e30..A", "a.e30.ahnK4A.aaaa", "e.30.ahnK4A.aaaa", "\ud800.a.b",
        # the signature
        *(f"e30.ahnK4A.{signature}" for signature in ("a", "aa", "aaa", "a=", "*", "aaaa" * 20, "\u00e9", "aa=a")),
        # the timestamp
        *(f"e30.{b64(n.to_bytes(size, 'big'))}.aaaa" for n, size in (
            (0, 0), (0, 1), (0, 8), (0, 9), (1, 1), (1, 8), (1, 9), (TIME, 4), (TIME, 8), (TIME, 9), (599_999_999, 4), (600_000_000, 4),
            (253_402_300_799, 5), (253_402_300_800, 5), (2**40 - 1, 5), (2**63, 8), (2**64 - 1, 8))),
        *(f"e30.{stamp}.aaaa" for stamp in ("a", "*", "ahnK4A==", "ahnK 4A", "ahnK4A=", "ahnK4A*", "ahnK4B", "ahn=K4A", "\u00e9")),
        *(f"{b64(json_text)}.ahnK4A.aaaa" for json_text in JSON_TEXTS),
        *(f"{b64(tag.encode())}.ahnK4A.aaaa" for tag in TAGS),
        *(f"{b64(json.dumps({'when': {' d': date}}).encode())}.ahnK4A.aaaa" for date in OTHER_DATES),
    ]
    packed = zlib.compress(b'{"a":"' + b"x" * 100 + b'"}')
    streams = [
        packed, packed + b"garbage", packed + packed, packed[:-1], packed[:-4], packed[:10], packed[:2], packed[:1], b"",
        packed[:-1] + bytes([packed[-1] ^ 1]), b"\x78\x9d" + packed[2:], b"\x88\x1c" + packed[2:], b"\x79\x9c" + packed[2:],
        packed[:4] + bytes([packed[4] ^ 0x55]) + packed[5:], b"\x1f\x8b" + packed[2:], packed[2:-4], b'{"a":1}',
        zlib.compress(b"{}", 0), zlib.compress(b"\xff"), zlib.compress(b"{"), zlib.compress(b""),
        b"\x78\x9c\x07", b"\x78\x9c\x01\x02\x00\xfd\xff{}", b"\x78\x9c\x01\x02\x00\xfd\xfe{}", b"\x78\x9c\x03\x05",
    ]
    texts += [f".{b64(stream)}.ahnK4A.aaaa" for stream in streams]
    return [{"text": text, "answer": oracle.read(text)} for text in texts]


LITERALS = [
    "''", '""', "'a'", '"a"', "b'a'", "B\"a\"", "u'a'", "U'a'", "r'a'", "R'a'", "rb'a'", "bR'a'", "Rb'a'", "BR'a'", "ub'a'", "ur'a'", "f'a'", "bb'a'",
    "'''a'''", '"""a"""', "b'''a\nb'''", "'''a'b''c'''", "r'''\\'''", "''''a'''", "'''a''''", "'''a", "'''a''", "'a", "'", "b'", "'a\nb'", "'a\\\nb'", "'a\\\r\nb'",
    "r'a\\\nb'", "'a\\", "'a\\'", "r'a\\'", "r'a\\'b'", "r'\\\\'", " 'a'", "'a' ", "\t'a'\n", "'a'b", "'a' # comment", "'\xfd{H\xe5<'", "'\\xfd{H\\xe5<'", "b'\\xfd{H\\xe5<'",
    "b'\xfd'", "b'\\\xfd'", "rb'\\\xfd'", "'\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"'", "b'\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"'", "'\\q\\d\\ \\8'", "b'\\q\\u0041\\U00000041\\N{DIGIT ONE}'",
    "'\\0\\00\\000\\0000\\18\\777'", "b'\\0\\377\\400\\777'", "'\\x4'", "'\\x4g'", "b'\\x4g'", "b'\\x'", "'\\u12'", "'\\u00e9'", "'\\U0001f600'", "'\\U00110000'", "'\\U0001f60'",
    "'\\ud83d'", "'\\ud83d\\ude00'", "b'\\ud83d'", "'\U0001f600'", "r'\\x4g\\u12\\N'", "'\\N'", "'\x00'", "'\ud800'", "a", "1", "b'a' ''", "b'_5#y2L\"F4Q8z\\n\\xec]/'",
    "'A0Zr98j/3yX R~XHH!jmN]LWX/,?RT'", "b", "b\"", "'\r'", "'''a\r\nb\rc'''", "'a'\\", "rb'''\r\n'''",
]


def repr_cases(oracle):
    values = session_values() + [
        None, True, 1, 1.5, "", "'", '"', "'\"", "\\", b"", b"'", b'"', b"'\"", b"\\\n\r\t\x00\x7f\x80~ ", "\n\r\t\x00\x1f \x7f\x80\xa0\xad\xff",
        "\u0378\u200b\u2028\u3000\ue000\ufeff\uffff\U0001f600\U000e0001\U0010ffff", "\ud800", (1,), (), (1, 2), [], {},
        datetime(2026, 11, 21, tzinfo=timezone.utc), datetime(2026, 11, 21, 1, 9, tzinfo=timezone.utc), datetime(1, 1, 1, 0, 0, 1, tzinfo=timezone.utc),
        1e21, 1e23, -1e-9, 123456.789, 1e100, 9007199254740993.0, 4.35, 2.5e-8, -0.0001, 0.00001234, 1234567890123456.7, 12345678901234567.0,
    ]
    described = [oracle.describe(value) for value in values]
    return [{"value": value, "repr": repr(oracle.build(value))} for value in described]


def vectors():
    import oracle

    return {
        "versions": oracle.versions(),
        "sessions": session_cases(oracle),
        "verifications": verify_cases(oracle),
        "readings": read_cases(oracle),
        "literals": [{"text": text, "answer": oracle.literal(text)} for text in LITERALS],
        "reprs": repr_cases(oracle),
        "isprintable": oracle.unprintable(None),
    }


def lines(made):
    """One case a line: a changed case is one changed line."""
    # The answers are made by now, with the limit that Flask runs under; describing deep ones needs more.
    sys.setrecursionlimit(10_000)
    parts = []
    for name, cases in made.items():
        if isinstance(cases, list):
            body = ",\n".join("  " + json.dumps(case) for case in cases)
            parts.append(f" {json.dumps(name)}: [\n{body}\n ]")
        else:
            parts.append(f" {json.dumps(name)}: {json.dumps(cases)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main():
    made = 0
    for interpreter in INTERPRETERS:
        ran = subprocess.run([interpreter, "-W", "ignore", __file__, "--print"], capture_output=True, text=True)
        if ran.returncode != 0:
            print(f"{interpreter}: skipped, {ran.stderr.strip().splitlines()[-1]}")
            continue
        version = json.loads(ran.stdout)["versions"]["flask"]
        target = HERE / f"flask-{version}.json"
        target.write_text(ran.stdout)
        print(f"{interpreter}: {target.name}")
        made += 1
    return 0 if made else 1


if __name__ == "__main__":
    if sys.argv[1:] == ["--print"]:
        sys.stdout.write(lines(vectors()))
    else:
        sys.exit(main())
