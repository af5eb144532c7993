/** The servers' limits at their measured edges: what passed when they were run, and the first that did not. */
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEADER_LIMIT, SERVER_LIMITS, type ServerName, serverVerdicts } from '../../src/cookies/index.ts';

const URL_ASKED = new URL('http://127.0.0.1/x');

function leftAt(server: ServerName, headerBytes: number, url = URL_ASKED): number | undefined {
  return serverVerdicts(headerBytes, { url, browser: 'chromium' }).find(
    (verdict) => verdict.server === server,
  )?.left;
}

describe('serverVerdicts', () => {
  // Values after `Cookie: ` that passed: gunicorn 20.1.0 and 26.2, nginx 1.22.1, Apache 2.4.71.
  it.each([
    ['gunicorn', 8180],
    ['nginx', 8182],
    ['apache', 8183],
  ] as const)('%s takes %d bytes and not one more, whatever else is asked', (server, longest) => {
    expect(leftAt(server, longest)).toBe(0);
    expect(leftAt(server, longest + 1)).toBe(-1);
    expect(leftAt(server, longest, new URL(`http://127.0.0.1/${'x'.repeat(500)}`))).toBe(0);
  });

  // With the headers of a real navigation, in nginx 1.22.1 before uWSGI 2.0.21, and in Node 20.20.
  it.each([
    ['uwsgi', 'chromium', 3072],
    ['uwsgi', 'firefox', 3344],
    ['node', 'chromium', 15_778],
    ['node', 'firefox', 16_014],
  ] as const)('%s takes %d bytes from %s, at a URL of few characters', (server, browser, longest) => {
    const url = new URL('http://127.0.0.1/uw/abc?de=f');
    const verdict = serverVerdicts(longest, { url, browser }).find((one) => one.server === server);
    expect(verdict?.isEstimate).toBe(true);
    expect(verdict?.left).toBe(0);
  });

  it('counts a longer URL where it counts: once in Node, twice in uWSGI', () => {
    const longer = new URL(`http://127.0.0.1/x?${'q'.repeat(500)}`);
    expect((leftAt('node', 100) ?? 0) - (leftAt('node', 100, longer) ?? 0)).toBe(501);
    expect((leftAt('uwsgi', 100) ?? 0) - (leftAt('uwsgi', 100, longer) ?? 0)).toBe(1001);
  });

  it('counts no line where there is no header', () => {
    const verdicts = serverVerdicts(0, { url: URL_ASKED, browser: 'firefox' });
    expect(verdicts.map(({ server }) => server)).toEqual(SERVER_LIMITS.map(({ server }) => server));
    expect(verdicts.filter(({ counts }) => counts !== 'request').map(({ counted }) => counted)).toEqual([
      0, 0, 0,
    ]);
    expect(leftAt('node', 0)).toBe((leftAt('node', 1) ?? 0) + 'Cookie'.length + 1);
  });

  it('calls a limit for headers what all servers that count lines take', () => {
    const lines = serverVerdicts(HEADER_LIMIT, { url: URL_ASKED, browser: 'chromium' }).filter(
      (one) => !one.isEstimate,
    );
    expect(Math.min(...lines.map(({ left }) => left))).toBe(0);
  });
});

describe('this Node', () => {
  const server = createServer({ maxHeaderSize: 16_384 }, (_, response) => response.end());
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => void server.close());

  /** The status of a request with the header and no other field but Host. */
  function ask(target: string, headerBytes: number): Promise<string> {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`GET ${target} HTTP/1.1\r\nHost: h\r\nCookie: ${'x'.repeat(headerBytes)}\r\n\r\n`);
      });
      socket.on('error', reject);
      socket.once('data', (answer) => {
        socket.destroy();
        resolve(answer.toString('latin1').split(' ')[1] ?? '');
      });
    });
  }

  it('counts the target, names and values, up to the limit', async () => {
    const limit = SERVER_LIMITS.find(({ server: name }) => name === 'node')?.limit ?? 0;
    for (const target of ['/', '/longer?than=that']) {
      const longest = limit - target.length - 'Hosth'.length - 'Cookie'.length;
      expect(await ask(target, longest)).toBe('200');
      expect(await ask(target, longest + 1)).toBe('431');
    }
  });
});
