/** Payloads made to be slow to read: tiny cookies that inflate to a MiB, whose time must grow with it and no faster. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type FlaskSession,
  payloadVerdictOf,
  pythonRepr,
  read,
  readPython,
  type Value,
} from '../../src/session/index.ts';
import { expectLinear } from '../support/growth.ts';

const packed = (json: string): string => `.${deflateSync(json).toString('base64url')}.arEuAA.aaaa`;
const tagged = (tag: string, content: string): string => `{"${tag}":${content}}`;
const around = (times: number, tag: string, content: string): string =>
  `${`{"${tag}":`.repeat(times)}${content}${'}'.repeat(times)}`;

const TAGS = [' t', ' b', ' m', ' u', ' d', ' di'];
// What the readers of tags look for, and one that means nothing anywhere.
const CHARACTERS = ['A', ' ', '=', '{', '-', '_', '𝄞'];

describe('a tag of 1 MiB', () => {
  it.each(TAGS.flatMap((tag) => CHARACTERS.map((character) => [tag, character] as const)))(
    '%j of %j',
    (tag, character) => {
      expectLinear((length) => {
        const text = character.repeat(length / Buffer.byteLength(character));
        // With something else at either end, which keeps what is stripped off from being all there is.
        const json = JSON.stringify([text, `x${text}x`]).slice(1, -1);
        const contents = json.split('","').map((each, index) => (index === 0 ? `${each}"` : `"${each}`));
        const texts = contents.map((content) => packed(tagged('a', tagged(tag, content))));
        return () => texts.map((each) => read(each));
      });
    },
  );

  it.each(TAGS)('%j, of the same tag again and again', (tag) => {
    expectLinear((length) => {
      const contents = [`"${'A'.repeat(length)}"`, `{"${'x'.repeat(length)}":1}`];
      // Of a longer text in deeper nesting, so that a tag that looks at all of its content is quadratic.
      const texts = contents.map((content) => packed(around(Math.ceil(length / 1100), tag, content)));
      return () => texts.map((each) => read(each));
    });
  });
});

describe('the text of a UUID', () => {
  it('is stripped of its braces in linear time, in a notation too', () => {
    expectLinear((length) => () => readPython(`UUID('x${'{'.repeat(length)}x')`), 2 ** 18);
  });

  it.each([
    ['{{%}}', true],
    ['}%{', true],
    ['%}', true],
    ['{-%', true],
    ['-{%', false],
  ])('may stand in braces: %s', (form, isRead) => {
    const uuid = '12345678-1234-5678-1234-567812345678';
    const { payload, notices } = session(tagged('a', tagged(' u', `"${form.replace('%', uuid)}"`)));
    expect(notices.length).toBe(isRead ? 0 : 1);
    if (isRead) expect(payload).toMatchObject({ entries: [['a', { hex: uuid.replaceAll('-', '') }]] });
  });
});

describe('Markup of bytes', () => {
  const markupOf = (bytes: number) =>
    tagged('a', tagged(' m', tagged(' b', `"${Buffer.alloc(bytes, 0).toString('base64')}"`)));

  it('is the text of their repr, but of more than 256 stays a dict: it would double in each tag around it', () => {
    const { payload } = session(markupOf(256));
    expect(payload).toMatchObject({
      entries: [['a', { type: 'Markup', text: `b'${'\\x00'.repeat(256)}'` }]],
    });
    const reading = session(markupOf(257));
    expect(reading.payload).toMatchObject({ entries: [['a', { type: 'dict' }]] });
    expect(reading.notices).toEqual([
      {
        code: 'invalid-tag',
        message:
          'Left as a plain dict: the content of Markup is of type bytes, more than 256 of them; Flask reads it as the text of its repr().',
        doubt: 'odd-markup',
      },
    ]);
    expect(payloadVerdictOf(packed(markupOf(257)))).toMatchObject({
      outcome: 'undecided',
      doubt: 'odd-markup',
    });
  });
});

it.each(['list', 'tuple', 'dict'] as const)(
  'what is nested deep in a %s is printed in linear time',
  (type) => {
    expectLinear((length) => {
      // A longer text in deeper nesting, so that a copy of it at each level is quadratic.
      let value: Value = { type: 'str', text: 'x'.repeat(length) };
      for (let depth = 0; depth < length / 1100; depth++) {
        const next: Value = { type: 'None' };
        value =
          type === 'dict'
            ? { type, entries: [['a', value] as const, ['b', next] as const] }
            : { type, items: [value, next] };
      }
      return () => pythonRepr(value).at(-1);
    });
  },
);

it.each([
  [tagged(' m', '[]'), 'odd-markup'],
  [tagged(' d', '"yesterday"'), 'odd-date'],
  [tagged(' u', '1'), null],
  [tagged(' b', '"A"'), null],
  [tagged(' t', '1'), null],
  [tagged(' di', '1'), null],
])('%s: whether Flask may read it all the same is said in a word of its own', (json, doubt) => {
  expect(session(tagged('a', json)).notices).toMatchObject([{ code: 'invalid-tag', doubt }]);
});

function session(json: string): FlaskSession {
  const reading = read(packed(json));
  if (reading.kind !== 'flask-session') throw new Error(reading.reason);
  return reading;
}
