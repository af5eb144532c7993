/** The Set-Cookie headers on which predictions and browsers have to agree, written out. Data only. */

/** Text as the bytes of its UTF-8, one character each. */
export function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** `name=` with a value that makes name and value `size` bytes. */
function ofSize(name: string, size: number, unit = 'x'): string {
  const bytes = utf8(unit);
  const room = size - name.length;
  return `${name}=${bytes.repeat(Math.floor(room / bytes.length))}${'y'.repeat(room % bytes.length)}`;
}

const sizes = [4000, 4094, 4095, 4096, 4097, 4098, 5000].flatMap((size) =>
  ['x', 'é', '€', '😀'].map((unit, index) => ofSize(`size${size}_${index}`, size, unit)),
);
const largeInOtherWays = [
  `quoted="${'x'.repeat(4096 - 8)}"`,
  `quoted2="${'x'.repeat(4096 - 8)}"`,
  `padded=  ${'x'.repeat(4096 - 6)}  `,
  `${ofSize('longpath', 4096)}; Path=/${'p'.repeat(1023)}`,
  `${ofSize('attributes', 4096)}; ${'a=b; '.repeat(500)}HttpOnly`,
  `${ofSize('toolarge', 4097)}; Max-Age=0`,
  `${'n'.repeat(4095)}=v`,
  `${'m'.repeat(4096)}=v`,
  `${'l'.repeat(4096)}=`,
  ofSize('invalid', 4096, '\xff'),
  `bytes=${'\x80'.repeat(4096 - 5)}`,
  `bytes2=${'\x80'.repeat(4096 - 5)}`,
];
const longAttributes = [1023, 1024, 1025].flatMap((length) => [
  `lp${length}=1; Path=/${'p'.repeat(length - 1)}`,
  `lp2${length}=1; Path=/early; Path=/${'p'.repeat(length - 1)}`,
  `lu${length}=1; Path=/${utf8('é').repeat((length - 1) / 2)}`,
  `ld${length}=1; Domain=${'d'.repeat(length)}`,
  `lm${length}=1; Max-Age=${'60'.padStart(length, '0')}`,
  `le${length}=1; Expires=9 Jun 2099 10:00:00${' x'.repeat(length)}`.slice(
    0,
    `le${length}=1; Expires=`.length + length,
  ),
  `ls${length}=1; Secure=${'s'.repeat(length)}`,
  `lh${length}=1; HttpOnly=${'h'.repeat(length)}`,
  `lt${length}=1; Secure; Partitioned=${'t'.repeat(length)}`,
  `lx${length}=1; SameSite=Strict; SameSite=${'x'.repeat(length)}`,
  `lk${length}=1; Unknown=${'k'.repeat(length)}`,
  `ln${length}=1; ${'n'.repeat(length)}=1`,
]);

const syntax = [
  ...[
    'plain=1',
    ' spaced = 4 ',
    'inner=5 6',
    '"quotedname"=1',
    'quotes="5 6"',
    'open="x',
    'commas=a,b, c',
    'more=a=b=c',
  ],
  ...[
    'empty=',
    'tabs=\ttab\t',
    'innertab=a\tb',
    'tab\tname=1',
    'tabbefore\t=1',
    '\ttabfirst=1',
    'space name=1',
  ],
  ...[
    'semicolons=1;;;Path=/',
    'trailing=1;',
    'spacedattribute=1 ; Path = /x ; HttpOnly ',
    'case=1; PATH=/y; sEcUrE; HTTPONLY',
  ],
  ...[
    'nothing=1; =; =x; x=',
    'flags=1; Secure=no; HttpOnly=false',
    'html=<b>"&amp;',
    'percent=%20%3B',
    'backslash=\\',
  ],
  ...[
    'json={"a":[1,2]}',
    'comma=1, other=2; Path=/',
    'del=a\x7fb',
    'ctl=a\x01b',
    'ctl\x02=1',
    'ctlattr=1; Path=/\x03',
    'ctlunknown=1; x=\x04',
  ],
  ...[
    'ctlname=1; x\x05=1',
    'tabattr=1; x=a\tb',
    'tabattrname=1; a\tb=1',
    'tabpath=1; Path=/a\tb',
    'tabpath2=1; Path=/a\tb; Path=/',
  ],
  ...[
    'tabpath3=1; Path=a\tb',
    'formfeed=a\x0cb',
    'latin=\xe9',
    utf8('utf8=é€😀'),
    utf8('naïve=1'),
    'n\xe9=1',
    'bad=\x80\xff\xfe\xc3',
    'cut=\xe2\x82',
  ],
  ...[
    'overlong=\xc0\xaf',
    'surrogate=\xed\xa0\x80',
    'bom=\xef\xbb\xbfx',
    `nbsp=\xa0x\xa0`,
    utf8('ideographic=　x　'),
    'xml=&#65;',
  ],
];

const sameSite = [
  'Lax',
  'lax',
  'STRICT',
  'None',
  'none; Secure',
  'None; Secure',
  '',
  'bogus',
  '"Lax"',
  'Lax Strict',
  'Lax; SameSite=Strict',
  'Strict; SameSite',
  'Strict; SameSite=bogus',
].map((value, index) => `ss${index}=1; SameSite=${value}`);
const partitions = [
  'Partitioned',
  'Partitioned; Secure',
  'Secure; partitioned=no',
  'Partitioned; Secure; SameSite=None',
  'Partitioned; SameSite=None',
].map((attributes, index) => `pt${index}=1; ${attributes}`);

const prefixes = [
  '__Host-',
  '__Secure-',
  '__Http-',
  '__Host-Http-',
  '__host-',
  '__SECURE-',
  '__hTTP-',
  '__HOST-http-',
  '__Host',
  '_Host-',
  ' __Host-',
].flatMap((prefix, index) =>
  [
    '',
    'Secure',
    'Secure; Path=/',
    'Secure; Path=/; HttpOnly',
    'Secure; HttpOnly',
    'Secure; Path=/x; HttpOnly',
    'Path=/; HttpOnly',
    'Secure; Path=//',
  ].map((attributes, more) => `${prefix}p${index}_${more}=1; ${attributes}`),
);
const prefixDomains = [
  'localhost',
  '.localhost',
  '127.0.0.1',
  '.127.0.0.1',
  'a.localhost',
  'shop.test',
  '',
].map((domain, index) => `__Host-d${index}=1; Secure; Path=/; Domain=${domain}`);

/** Sent by every host. */
const domains = [
  ...[
    'localhost',
    '.localhost',
    'LOCALHOST',
    '..localhost',
    'localhost.',
    'a.localhost',
    '.a.localhost',
    'A.Localhost',
    'b.localhost',
  ],
  ...[
    'x.a.localhost',
    '127.0.0.1',
    '.127.0.0.1',
    '0.0.1',
    '127.1',
    '1',
    '127.0.0.1.',
    '2130706433',
    '',
    '.',
    '..',
    'com',
    'test',
    '.test',
    'shop.test',
  ],
  ...[
    '.shop.test',
    'SHOP.Test',
    'hop.test',
    'www.shop.test',
    'shop.test.',
    '..shop.test',
    '"shop.test"',
    'shop.test:80',
    '%73hop.test',
  ],
  ...[
    'http://shop.test',
    '*.shop.test',
    'other.test',
    'shop.test; Domain=',
    'other.test; Domain=shop.test',
    'shop.test/',
    'shop test',
    utf8('shöp.test'),
  ],
].map((domain, index) => `do${index}=1; Domain=${domain}`);

const paths = [
  ...[
    '/',
    '/x',
    'x',
    '',
    '"/x"',
    '/x/',
    '//',
    '/ x',
    utf8('/é'),
    '/\xe9',
    '/a%20b',
    '/a?b',
    '/a#b',
    '/x=y=z',
    '/..',
    '/DIR',
    '\\x',
    '/a"b',
  ],
  ...['/a; Path=/b', '/a; Path=', '/a; Path=rel', '/a; path'],
].map((path, index) => `pa${index}=1; Path=${path}`);

const maxAges = [
  ...[
    '60',
    '0',
    '-1',
    '+60',
    '060',
    '60.5',
    'abc',
    '',
    '1e3',
    '34559999',
    '34560000',
    '34560001',
    '99999999999',
  ],
  ...[
    '99999999999999999999999',
    '-99999999999999999999999',
    '99999999999999999999999x',
    '-99999999999999999999999x',
    '+99999999999999999999999x',
  ],
  ...['9223372036854775807', '0x60', '"60"', '-0', '00', '60s', '--1', '-', '- 1', '-abc', '+', '+-1', '6 0'],
  ...[
    '60; Max-Age=',
    '60; Max-Age=120',
    '0; Max-Age=60',
    'x; Expires=9 Jun 2099 10:00:00',
    '60; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
  ],
].map((maxAge, index) => `ma${index}=1; Max-Age=${maxAge}`);

/** Headers as well-known programs write them. */
const asInTheWild = [
  'session=eyJ1c2VyX2lkIjoxfQ.awEHoA.8sDMtOURCl4NLulrOTM9iViHK_Y; HttpOnly; Path=/',
  'session_p=.eJw; Expires=Tue, 22 Dec 2099 10:00:00 GMT; Secure; HttpOnly; Path=/; SameSite=Lax',
  'session_gone=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; Path=/',
  'remember_token=1042|0123abcd; Expires=Wed, 22 Dec 2100 10:00:00 GMT; HttpOnly; Path=/',
  'csrftoken=AbCdEf0123456789; expires=Thu, 22 Dec 2099 10:00:00 GMT; Max-Age=31449600; Path=/; SameSite=Lax',
  'sessionid=q1w2e3r4t5; expires=Thu, 03 Dec 2099 10:00:00 GMT; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax',
  'messages="W1siX19qc29uX21lc3NhZ2UiLDAsMjUsIlNhdmVkIiwiIl1d"; HttpOnly; Path=/; SameSite=Lax',
  'PHPSESSID=u2j3k4l5m6n7; path=/',
  'JSESSIONID=0A1B2C3D4E5F.node1; Path=/app; HttpOnly',
  'connect.sid=s%3AAbCd.Ef%2FGh%2B; Path=/; Expires=Sat, 22 Dec 2099 10:00:00 GMT; HttpOnly',
  'laravel_session=eyJpdiI6Ik%3D; expires=Sat, 22-Dec-2099 10:00:00 GMT; Max-Age=7200; path=/; httponly; samesite=lax',
  'ASP.NET_SessionId=abcdefgh; path=/; HttpOnly; SameSite=Lax',
  '.AspNetCore.Antiforgery.x=CfDJ8; path=/; samesite=strict; httponly',
  '_rails_session=abc--def; path=/; HttpOnly; SameSite=Lax',
  'NID=511=abc-def; expires=Sun, 20-Jun-2099 10:00:00 GMT; path=/; HttpOnly',
  'AWSALB=abc+def/==; Expires=Sun, 29 Nov 2099 10:00:00 GMT; Path=/',
  '__cf_bm=abc.123-1-xyz; path=/; expires=Sun, 22-Nov-99 10:30:00 GMT; HttpOnly; Secure; SameSite=None',
  'beaker.session.id=abc; httponly; Path=/; version=1; Comment=x',
  'old=1; Version=1; Max-Age=60; Discard; Port="80"',
  'priority=1; Priority=High; SameParty',
  'pyramid="b64url"; Path=/; HttpOnly',
  'tornado="2|1:0|10:1|4:user|4:MQ==|abc"; expires=Mon, 22 Dec 2099 10:00:00 GMT; Path=/',
];

/** Several for one cookie: the later ones meet the earlier. */
const sequences = [
  ...['q1=1; Secure', 'q1=2'],
  ...['q2=1', 'q2=2; Secure'],
  ...['q3=1; HttpOnly', 'q3=2'],
  ...['q4=1; Partitioned; Secure', 'q4=2', 'q4=3; Secure'],
  ...['q5=1; Max-Age=60', 'q5=2'],
  ...['q6=1', 'q6=2; Max-Age=0'],
  ...['q7=1', 'q7=2; Max-Age=0; Path=/elsewhere'],
  ...['q8=1; SameSite=Strict', 'q8=2; Max-Age=0; SameSite=None'],
  ...['q9=1; Partitioned; Secure', 'q9=2; Max-Age=0'],
  ...['q10=1', 'q10=2; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Domain=localhost'],
  ...['q11=1', ofSize('q11', 4097)],
  ...['q12=1; Path=/a', 'q12=2; Path=/b', 'q12=3; Path=/a'],
  ...['q13=1', 'q13=2; SameSite=None'],
  ...[
    'lone',
    'lone2',
    '=value',
    'lone=again',
    'lone; Max-Age=0',
    '',
    '=',
    ' ',
    ';',
    '; Path=/',
    '"lone"',
    '=__Host-x',
    '__Secure-x',
    '= __http-',
  ],
];

const zones = [
  'GMT',
  'UTC',
  'UT',
  'Z',
  'EST',
  'PDT',
  'BST',
  'MET',
  '+0200',
  '-0330',
  'GMT+2',
  'GMT-11',
  '+',
  '-00:30',
  '+130',
  '(CET)',
];
const times = [
  ...[
    '10:18:14',
    '010:18:14',
    '10:18:014',
    '10:018:14',
    '1:2:3',
    '10:18:14:15',
    '10:18:',
    '10:18',
    '10::14',
    '10: 18:14',
    '10:18:1a',
    '10:18:a',
  ],
  ...[
    ':10:18:14',
    '10:18:14Z',
    '10:18:14.5',
    '24:00:00',
    '23:59:60',
    '10:60:00',
    '99:00:00',
    '10:18:14 11:12:13',
    '10:18 11:12:13',
    '10:18 PM',
    '12:18am',
  ],
  ...[
    '10:18:14 pm',
    '13:00:00 pm',
    '12:00 x',
    '10:18/',
    '10:18\xff',
    '',
    '10',
    '1018',
    '-10:18:14',
    '10:+1:14',
  ],
];
const days = ['9', '09', '009', '9th', '0', '31', '32', '99', '9 8', '9a 9', '123456 9', '45 9', '+9', '-9'];
const years = [
  '2099',
  '99',
  '2027',
  '27',
  '027',
  '02099',
  '99999',
  '32768',
  '69',
  '70',
  '1600',
  '0',
  '2099x',
  '2099 2098',
  '9 2099',
];
const months = ['Jun', 'june', 'JUN', 'junk', 'ju', 'xJun', 'Jun9', 'Jul Jun', 'Sept', 'Mai', '6', ''];
/** Shapes as programs write them; YY and YYYY are the year given. */
const shapes = [
  ...[
    'Wed, 09 Jun YYYY 10:18:14 GMT',
    'Wed, 09-Jun-YYYY 10:18:14 GMT',
    'Wednesday, 09-Jun-YY 10:18:14 GMT',
    'Wed Jun  9 10:18:14 YYYY',
    '09 Jun YY 10:18:14',
  ],
  ...[
    'YYYY-06-09T10:18:14Z',
    'YYYY-06-09 10:18:14',
    'YYYY-06-09',
    'YYYY Jun 9 10:18:14',
    'YYYY-Jun-09 10:18:14',
    'Jun-YYYY-09 10:18:14',
    '6/9/YYYY 10:18:14',
  ],
  ...[
    '9/6/YY 10:18',
    '21/6/YYYY 10:18:14',
    '6/21/YY',
    'YY/6/9',
    '99/6/9',
    '6-9-YYYY 1:2:3',
    '0/6/9',
    '13/13/YYYY 9 Jun YYYY 10:18:14',
    '6/9/YYY 10:18:14',
    '6/9/YYYYx',
  ],
  ...[
    '"9 Jun YYYY 10:00:00"',
    '9.Jun.YYYY.10:00:00',
    '9_Jun_YYYY_10:00:00',
    '9,Jun,YYYY,10:00:00',
    '9/Jun/YYYY 10:00:00',
    '9JunYYYY 10:00:00',
    '9 Jun YYYYT10:00:00',
  ],
  ...[
    '31 Feb YYYY 10:00:00 GMT',
    '29 Feb 2099 10:00:00',
    '31 Jun YYYY 10:00:00',
    '0',
    '-1',
    '1',
    'never',
    '',
    'Session',
    '1900000000',
    'Thu, 01 Jan 1970 00:00:00 GMT',
  ],
  ...[
    'Thu, 01-Jan-70 00:00:01 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT',
    'Tue, 19 Jan 2038 03:14:07 GMT',
    'Sun, 06 Nov 1994 08:49:37 GMT',
    '27 Jun 9 10:18:14',
    'Jun 27 09 10:18:14',
  ],
  ...[
    '9 Jun YYYY 10:18:14 Jul',
    '30-AUG-YYYY',
    '6 May YYYY 16:41-JST (Wednesday)',
    '22-AUG-YYYY 10:59:12.82',
    '22-AUG-YYYY 12:59 PM',
    '+'.repeat(1000),
    `9 Jun YYYY 10:00:00${' x'.repeat(490)}`,
  ],
];

function datesOf(year: number): readonly string[] {
  const wanted = [
    ...shapes.map((shape) => shape.replaceAll('YYYY', String(year)).replaceAll('YY', String(year % 100))),
    ...zones.map((zone) => `9 Jun ${year} 10:18:14 ${zone}`),
    ...times.map((time) => `9 Jun ${year} ${time}`),
    ...days.map((day) => `${day} Jun ${year} 10:18:14`),
    ...years.map((one) => `9 Jun ${one} 10:18:14`),
    ...months.map((month) => `9 ${month} ${year} 10:18:14`),
  ];
  return wanted.map((date, index) => `ex${index}=1; Expires=${date}`);
}

/** Those that every host sends, and those that only `localhost` needs to. `year`: one whose June is to come, within 400 days. */
export function writtenOut(year: number): { everywhere: readonly string[]; once: readonly string[] } {
  return {
    everywhere: [...domains, ...prefixes, ...prefixDomains, ...sameSite, ...partitions, ...asInTheWild],
    once: [
      ...[...sizes, ...largeInOtherWays, ...longAttributes, ...syntax, ...paths, ...maxAges, ...sequences],
      ...datesOf(year),
    ],
  };
}
