/** What is found in pasted texts: each form, its negative, the bounds; and what a real curl sends. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteForShell } from '../../../src/cookies/copy.ts';
import {
  curlCommand,
  MAX_PASTED_COOKIES,
  MAX_PASTED_TEXT,
  type PastedCookie,
  readPastedCookies,
} from '../../../src/cookies/index.ts';

import { expectLinear, processorTime } from '../../support/growth.ts';

const SESSION = 'eyJ1c2VyX2lkIjoxMDQyfQ.awEHoA.8sDMtOURCl4NLulrOTM9iViHK_Y';
const COMPRESSED = '.eJwrKk7MLchJVbJSSkxKVqoFAC0pBPY.awEHoA.8sDMtOURCl4NLulrOTM9iViHK_Y';

const found = (text: string) => readPastedCookies(text, 'chromium');
const brief = ({ name, value, from }: PastedCookie): string => `${from} ${name ?? '–'}=${value}`;
const all = (text: string): string[] => found(text).cookies.map(brief);

describe('a value or a header', () => {
  it.each<[string, string[]]>([
    [SESSION, [`value –=${SESSION}`]],
    [`  ${COMPRESSED}\n`, [`value –=${COMPRESSED}`]],
    [`"${SESSION}"`, [`value –=${SESSION}`]],
    ['eyJhIjogMX0=.awEHoA.abc', ['value –=eyJhIjogMX0=.awEHoA.abc']],
    ['eyJ1c2VyIjogMTA0Mn0=', ['value –=eyJ1c2VyIjogMTA0Mn0=']],
    ['c29tZXRoaW5nIGxvbmc==', ['value –=c29tZXRoaW5nIGxvbmc==']],
    ['"a\\054b"', ['value –=a\\054b']],
    [`session=${COMPRESSED}`, [`Cookie session=${COMPRESSED}`]],
    [`"session=${SESSION}"`, [`Cookie session=${SESSION}`]],
    ['session="a\\054b"', ['Cookie session="a\\054b"']],
    ['a=', ['Cookie a=']],
    ['a=1; b=2;c = 3 ;; d', ['Cookie a=1', 'Cookie b=2', 'Cookie c=3', 'Cookie –=d']],
    ['a=1\nb=2\n\nprose here', ['Cookie a=1', 'Cookie b=2']],
    [`Cookie: a=1; session=${SESSION}`, ['Cookie a=1', `Cookie session=${SESSION}`]],
    ['cookie:a=1', ['Cookie a=1']],
    ['Cookie: a==; __proto__=1; a=b=c', ['Cookie a==', 'Cookie __proto__=1', 'Cookie a=b=c']],
    ['> GET / HTTP/1.1\r\n> Host: x\r\n> Cookie: a=1\r\n> Accept: */*', ['Cookie a=1']],
    ['2026-11-21 07:05 INFO headers Cookie: a=1; b=2', ['Cookie a=1', 'Cookie b=2']],
    ['[warn] "Cookie: a=1; b=2" (rejected)', ['Cookie a=1', 'Cookie b=2']],
    ["-H 'Cookie: a=1' \\", ['Cookie a=1']],
    ['{"Host": "x",\n "Cookie": "a=\\"1\\"; b=2",\n "X": "y"}', ['Cookie a="1"', 'Cookie b=2']],
    ["{'Cookie': 'a=1; b=2', 'Host': 'x'}", ['Cookie a=1', 'Cookie b=2']],
    ['cookie\na=1; b=2\nhost\nx', ['Cookie a=1', 'Cookie b=2']],
    ['cookie:\na=1', ['Cookie a=1']],
    ['Set-Cookie: a=1; Path=/; HttpOnly', ['Set-Cookie a=1']],
    ['< set-cookie: a=1\n< set-cookie: b=2; Secure', ['Set-Cookie a=1', 'Set-Cookie b=2']],
    ['a="1"; Path=/x; SameSite=Lax', ['Set-Cookie a="1"']],
    ['Set-Cookie: é=ß', ['Set-Cookie é=ß']],
    ['Set-Cookie: a="Cookie: b=1"', ['Set-Cookie a="Cookie: b=1"']],
    [
      '{ "name": "Set-Cookie", "value": "a=\\"1\\"; Path=/" }, {"name":"X","value":"b=1"}, {"name":"cookie",\n"value":"c=1"}',
      ['Set-Cookie a="1"', 'Cookie c=1'],
    ],
    [`session\t${SESSION}\texample.test\t/\tSession\t60\t✓\t\t\t\tMedium`, [`table session=${SESSION}`]],
    [
      '#HttpOnly_x.test\tFALSE\t/\tTRUE\t0\tsession\tabc\r\nx.test\tFALSE\t/\tTRUE\t0\tb\t',
      ['table session=abc', 'table b='],
    ],
  ])('%j', (text, expected) => {
    expect(all(text)).toEqual(expected);
    expect(found(text).notices).toEqual([]);
  });

  it('a Set-Cookie header has its attributes, by the rules of the browser', () => {
    const header = 'Set-Cookie: a=1; Domain=.x.test; Max-Age=60; Partitioned; Priority=High';
    for (const browser of ['chromium', 'firefox'] as const) {
      const [cookie] = readPastedCookies(header, browser).cookies;
      expect(cookie?.setCookie).toMatchObject({
        domain: '.x.test',
        maxAge: 60,
        partitioned: true,
        path: null,
      });
      expect(cookie?.setCookie?.attributes.at(-1)?.known).toBe(browser === 'chromium' ? 'priority' : null);
    }
    expect(found('Cookie: a=1').cookies[0]?.setCookie).toBeNull();
  });

  it.each([
    '',
    ' \n',
    'There is no cookie here.',
    'two words',
    'x = 5',
    'first\nsecond',
    'Cookie:',
    'Cookie: ;;',
    'Set-Cookie:',
    'cookie',
    'Name\nValue',
  ])('nothing in %j', (text) => {
    expect(found(text)).toEqual({
      cookies: [],
      notices: ['No cookie was found: paste a value, a Cookie or Set-Cookie header, or a curl command.'],
    });
  });
});

describe('a header within something else', () => {
  const next = '; b=2';
  it.each<[string, string[]]>([
    ["wget --header='Cookie: a=1; b=2' 'http://x'", ['Cookie a=1', 'Cookie b=2']],
    ['wget --header="Cookie: a=\\"1\\"" --header="Accept: x" x', ['Cookie a="1"']],
    ["wget --header 'Cookie: a=it'\\''s; b=2' -O - x", ["Cookie a=it's", 'Cookie b=2']],
    ["http x 'Cookie:a=1' 'Accept:a/b'", ['Cookie a=1']],
    ['http x Cookie:a=1 Accept:a/b', ['Cookie a=1']],
    ["echo 'Cookie: a=1'|tee x; echo 'it'", ['Cookie a=1']],
    ['{"headers":["Cookie: a=1","Accept: x","Set-Cookie: b=2; Path=/"]}', ['Cookie a=1', 'Set-Cookie b=2']],
    [`{"set-cookie":["a=1; Path=/" , "b=2; Path=/x"],"x":"y"}`, ['Set-Cookie a=1', 'Set-Cookie b=2']],
    ["{\n  'set-cookie': [\n    'a=1; Path=/',\n    'b=2'\n  ]\n}", ['Set-Cookie a=1', 'Set-Cookie b=2']],
    ['map[Accept:[*/*] Cookie:[a=1; b=2] Host:[x]]', ['Cookie a=1', 'Cookie b=2']],
    ["EnvironHeaders([('Host', 'x'), ('Cookie', 'a=1'), ('X', 'y')])", ['Cookie a=1']],
    ["[(b'host', b'x'), (b'cookie', b'a=\"x\\\\054\"')]", ['Cookie a="x\\054"']],
    [
      JSON.stringify({ log: JSON.stringify({ Cookie: 'a="1"; b=2', Host: 'x' }) }),
      ['Cookie a="1"', 'Cookie b=2'],
    ],
    ["{ headers: { Cookie: 'a=1', Accept: 'x' } }", ['Cookie a=1']],
    ['headers["Cookie"] = "a=1"; go("x");', ['Cookie a=1']],
    ["HTTP_COOKIE='a=1; b=2'", ['Cookie a=1', 'Cookie b=2']],
    [`'HTTP_COOKIE': 'a=1', 'HTTP_HOST': 'x'`, ['Cookie a=1']],
    ['HTTP_COOKIE=a=1; b=2', ['Cookie a=1', 'Cookie b=2']],
    ['-Headers @{\n"Accept"="x"\n  "Cookie"="a=1"\n}', ['Cookie a=1']],
    ['document.cookie = "a=1; Path=/"; alert("x");', ['document.cookie a=1']],
    ['curl -v x\n> Cookie: a=1\n< Set-Cookie: b=2; Path=/', ['Cookie a=1', 'Set-Cookie b=2']],
    [`"Cookie: a=1${next}`, ['Cookie a=1', 'Cookie b=2']],
  ])('%j', (text, expected) => {
    expect(all(text)).toEqual(expected);
    expect(found(text).notices).toEqual([]);
  });
});

describe('cookies that are listed', () => {
  it.each<[string, string[]]>([
    [
      '$session = New-Object X\n$session.Cookies.Add((New-Object System.Net.Cookie("a", "1`"2", "/", "x")))\n' +
        '$session.Cookies.Add((New-Object System.Net.Cookie("b", "")))',
      ['PowerShell a=1"2', 'PowerShell b='],
    ],
    ['{"headers":[{"name":"Host","value":"x"}],"cookies":[{"name":"a","value":"1"}]}', ['JSON a=1']],
    ['"cookies": [{"name":"a","value":"1"}, {"name":"b"}, 3],', ['JSON a=1']],
    [
      '{"Request Cookies":{"a":"1"},"Response cookies":{"b":{"httpOnly":true,"value":"2"},"c":{}}}',
      ['JSON a=1', 'JSON b=2'],
    ],
    [
      '[{"domain":"x.test","name":"a","value":"1"},{"domain":"x.test","name":"b","value":"2"}]',
      ['JSON a=1', 'JSON b=2'],
    ],
  ])('%j', (text, expected) => expect(all(text)).toEqual(expected));

  it.each(['{ "cookies": "a" }', '[{ "name": "a", "value": "1" }]', '{ "cookies": [{ "name": "a"'])(
    'none in %j',
    (text) => expect(all(text)).toEqual([]),
  );
});

describe('a curl command', () => {
  it.each<[string, string[]]>([
    [`curl -b 'session=${SESSION}' https://x.test/`, [`curl session=${SESSION}`]],
    ['$ curl https://x.test/ --cookie "a=1; b=2"', ['curl a=1', 'curl b=2']],
    ['curl -ba=1 -sSb b=2 --cookie=c=3 x.test', ['curl a=1', 'curl b=2', 'curl c=3']],
    ["curl -H 'Cookie: a=1' -H 'Accept: */*' --header 'cookie: b=2' x", ['curl a=1', 'curl b=2']],
    ["curl -sH 'Cookie: a=1' -X POST -d 'Cookie: no=1' --data-raw '-b' x", ['curl a=1']],
    [
      "curl 'https://x.test/' \\\n  -H 'accept: */*' \\\n  -b $'a=it\\'s\\u0021; b=2' \\\n  --compressed",
      ["curl a=it's!", 'curl b=2'],
    ],
    ["curl 'https://x.test/1' -b 'a=1' ;\ncurl 'https://x.test/2' -b 'b=2'", ['curl a=1', 'curl b=2']],
    ['+ /usr/bin/curl -b a=1 x', ['curl a=1']],
    [
      'curl ^"https://x.test/^" ^\r\n  -H ^"accept: */*^" ^\r\n  -b ^"a=^\\^"1^\\^"; b=2^%^3D^" ^\r\n  --compressed',
      ['curl a="1"', 'curl b=2%3D'],
    ],
    [
      'curl "https://x.test/" ^\n  -H "Cookie: a=""1""; b=2"%"3D" ^\n  --compressed',
      ['curl a="1"', 'curl b=2%3D'],
    ],
    ['curl.exe "https://x.test/" -b "a=1" & curl.exe "x" -b "b=2"', ['curl a=1', 'curl b=2']],
    ["user@host:~$ curl -H 'Cookie: a=1' -H 'Accept: */*' x", ['curl a=1']],
    ["sudo -E curl -H 'Cookie: a=1' -H 'X: y' x", ['curl a=1']],
    ["X=1 Y='2 3' time curl -b 'a=1' x", ['curl a=1']],
    ["[don't] # curl -b a=1 x", ['curl a=1']],
    ['C:\\Users\\it>curl -b "a=1" x', ['curl a=1']],
    ["curl -A 'x' -o /dev/null -e y -b 'a=1' -u n:p -b '' z", ['curl a=1']],
  ])('%j', (text, expected) => {
    expect(all(text)).toEqual(expected);
    expect(found(text).notices).toEqual([]);
  });

  it('without a cookie is told', () => {
    expect(found("curl 'https://x.test/' -H 'accept: */*' -d 'a=1'")).toEqual({
      cookies: [],
      notices: ['This curl command sends no cookie.'],
    });
  });

  it('with a file of cookies is told, and nothing opened', () => {
    const notices = ['This curl command reads cookies from a file: paste what the file contains.'];
    expect(found('curl -b jar.txt x')).toEqual({ cookies: [], notices });
    expect(found('curl -b jar.txt -b a=1 x')).toMatchObject({ cookies: [{ name: 'a' }], notices });
  });

  it.each(['curly=1', 'a=curl -b b=2', 'Cookie: a=curl -b b=2', 'session=1; curl=2'])(
    'is none in %j',
    (text) => {
      expect(found(text).cookies.map(({ from }) => from)).not.toContain('curl');
    },
  );

  it('gives the cookies that a real curl sends', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.cookie);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const value = 'it\'s "a\\b" $HOME `x` #!';
    const cookie = `a=1; b=${value}`;
    const commands = [
      `curl -s -b ${quoteForShell(cookie)} ${url}`,
      `curl -sH ${quoteForShell(`Cookie: ${cookie}`)} ${url}`,
      `curl \\\n -s --cookie $'a=1; b=it\\'s "a\\\\b" $HOME \`x\` \\u0023\\x21' \\\n '${url}'`,
      `curl -s -ba=1 -b "b=it's \\"a\\\\b\\" \\$HOME \\\`x\\\` #!" ${url}`,
      `curl -s --data-raw '-b no=1' --header "cookie: a=1; b=it's \\"a\\\\b\\" "'$HOME \`x\` #!' ${url}`,
    ];
    try {
      for (const command of commands) await promisify(execFile)('/bin/bash', ['-c', command]);
      const single = curlCommand({ name: 'b', value }, `${url}?a[]={x}`);
      await promisify(execFile)('/bin/sh', ['-c', `${single} -s`]);
    } finally {
      server.close();
    }
    expect(seen.map((header) => header?.replaceAll(/;\s*/g, '; '))).toEqual([
      ...commands.map(() => cookie),
      `b=${value}`,
    ]);
    for (const command of commands) {
      expect(found(command).cookies.map(({ name, value }) => [name, value])).toEqual([
        ['a', '1'],
        ['b', value],
      ]);
    }
  });
});

describe('the bounds', () => {
  it('so many cookies and no more, with a notice', () => {
    const pairs = (count: number): string =>
      Array.from({ length: count }, (_, index) => `c${index}=1`).join('; ');
    expect(found(`Cookie: ${pairs(MAX_PASTED_COOKIES)}`)).toMatchObject({ notices: [] });
    const { cookies, notices } = found(`Cookie: ${pairs(MAX_PASTED_COOKIES + 1)}`);
    expect(cookies.length).toBe(MAX_PASTED_COOKIES);
    expect(notices).toEqual(['Only the first 200 cookies are shown.']);
  });

  it('so much text and no more, with a notice', () => {
    const text = `Cookie: a=1\n${' '.repeat(MAX_PASTED_TEXT)}\nCookie: b=2`;
    expect(all(text)).toEqual(['Cookie a=1']);
    expect(found(text).notices).toEqual(['Only the first MiB of the text was read.']);
    expect(found(' '.repeat(MAX_PASTED_TEXT + 1)).notices.length).toBe(2);
  });

  it.each([
    ['spaces', ' '],
    ['semicolons', ';'],
    ['slashes', '/'],
    ['lines', '\n'],
    ['pairs', 'a=1;'],
    ['rows', 'a\tb\tc\n'],
    ['headers', 'Set-Cookie: a=1; Path=/\n'],
    ['names of headers', 'cookie '],
    ['names and values', '"name": "cookie", "value": "'],
    ['quotes', `"'`],
    ['backslashes', '\\'],
    ['carets', '^'],
    ['curl commands', "curl -b 'a=1' x;"],
    ['openings', "curl -b $'\\"],
    ['curls for cmd.exe', 'curl ^"\\\\'],
    ['base64', 'eyJ'],
    ['values without names', 'a;'],
    ['headers in one line', 'Cookie: '],
    ['headers in quotes', "'Cookie: a=1' "],
    ['headers that nothing closes', "'Cookie: 'x"],
    ['pairs of Python', '("cookie","'],
    ['lists', 'cookie:[\n'],
    ['cookies for PowerShell', 'System.Net.Cookie("'],
    ['JSON within JSON', '\\"cookie\\":\\"'],
    ['headers of a HAR file', '"name":"cookie","value":"a=1",'],
    ['options', '-b a=1 '],
  ])('a MiB of %s takes no more than a moment, alone or behind curl', (_, part) => {
    const text = part.repeat(Math.floor(MAX_PASTED_TEXT / part.length));
    for (const pasted of [text, `curl ${text}`, `curl ^" ${text}`, `curl $'${text}`, `curl "${text}`])
      expect(processorTime(() => found(pasted))).toBeLessThan(4_000);
  });

  it.each([
    ['Cookie: %', 'a;'],
    ['Cookie: %', 'a=1;'],
    ['Set-Cookie: %', 'a;'],
    ['Cookie\n%', 'a;'],
    ['{"name":"Cookie","value":"%"}', 'a;'],
    ['%\u2028', 'cookie:'],
    ['%\u2028\nCookie: a=1', ' cookie:'],
    ['"name": "cookie", "value": "%"', '\\"'],
    ["curl -b '%'", 'a=1;'],
    ["curl -H 'Cookie: %'", 'a;'],
    ['curl %', '-b a=1 '],
    ['curl -b ^"%^"', 'a=1;'],
    ['%', '\ta\tb\n'],
    ['a=%', '='],
    ['"%', '"a'],
    ['%', ' '],
    ['x%x', '\u2028'],
    ["cookie': '%", "a'"],
    ["'cookie': '%", "a'"],
    ["'Cookie: %'", "\\'"],
    ['%', '"cookie: '],
    ['%', '"cookie": ["a" '],
    ['"%cookie: a', '\\'],
    ['%', 'cookie\r'],
    ['{"cookies":[%]}', '[],'],
    ['%', '{"cookies":['],
    ['System.Net.Cookie("%"', '`"'],
    ['cookie": "%', '\\'],
  ])('%j, the sign being 1 MiB of %j, takes linear time, and never throws', (form, part) => {
    expectLinear((length) => {
      const text = form.replace('%', () => part.repeat((length - form.length) / part.length));
      return () => found(text);
    });
  });

  it('nothing throws, and what is found is what was pasted', () => {
    const parts = fc.constantFrom(
      ...[
        'curl ',
        '-b ',
        '-H ',
        'Cookie: ',
        'Set-Cookie:',
        'a=1',
        '; ',
        "'",
        '"',
        "$'",
        '\\',
        '^',
        '\n',
        '\t',
        '=',
        'Path=/',
        '\ud800',
        '{"name":"Cookie","value":"',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((some) => some.join('')),
        ),
        (text) => {
          const { cookies, notices } = found(text);
          if (cookies.length === 0) expect(notices.at(-1)).toMatch(/\.$/);
          for (const { name } of cookies) expect(name).not.toBe('');
        },
      ),
      { numRuns: 3000 },
    );
  });
});
