/** A loopback server that answers with header bytes exactly as given, which Node's own http refuses to send. */
import { createServer, type Socket } from 'node:net';

/** Characters are bytes, 0 to 255. */
export interface Answer {
  readonly setCookies: readonly string[];
  /** Of the Date header; none if left out. */
  readonly date?: string;
  /** HTML. */
  readonly body?: string;
}

export interface HeaderServer {
  /** From now on `path`, query included, is answered so; other paths with 404. */
  answer(path: string, answer: Answer): void;
  /** The Cookie header of the last request for `path`, query included; '' if it had none, null if there was no request. */
  received(path: string): string | null;
  url(host: string, path: string): string;
  close(): Promise<void>;
}

export async function startHeaderServer(): Promise<HeaderServer> {
  const answers = new Map<string, Answer>();
  const cookies = new Map<string, string>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let request = '';
    socket.on('data', (chunk) => {
      request += chunk.toString('latin1');
      const [heads, rest] = splitHeads(request);
      request = rest;
      for (const head of heads) {
        const path = head.split(' ')[1] ?? '';
        cookies.set(path, /\r\nCookie: ([^\r]*)/i.exec(head)?.[1] ?? '');
        socket.write(write(answers.get(path)));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    answer: (path, answer) => void answers.set(path, answer),
    received: (path) => cookies.get(path) ?? null,
    url: (host, path) => `http://${host}:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function splitHeads(requests: string): [heads: string[], rest: string] {
  const heads = requests.split('\r\n\r\n');
  const rest = heads.pop() ?? '';
  return [heads, rest];
}

function write(answer: Answer | undefined): Buffer {
  const body = answer?.body ?? '';
  const lines = [
    answer ? 'HTTP/1.1 200 OK' : 'HTTP/1.1 404 Not Found',
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    ...(answer?.date === undefined ? [] : [`Date: ${answer.date}`]),
    ...(answer?.setCookies ?? []).map((value) => `Set-Cookie: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);
}
