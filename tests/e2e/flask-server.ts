/** Starts a Flask application of the end-to-end tests on a free port, with whichever Python has Flask. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onExit } from '../../src/demo/browsers/clean-up.ts';
import { within } from '../../src/demo/browsers/waiting.ts';
import type { Python } from '../support/reference.ts';

const fileOf = (folder: string): string => fileURLToPath(new URL(`./${folder}/app.py`, import.meta.url));

export interface FlaskServer {
  port: number;
  /** Flask's version. */
  version: string;
  /** A URL of the application: on 127.0.0.1, or under another name that leads there. */
  url(path?: string, host?: string): string;
  close(): Promise<void>;
}

/** What `/debug/session` answers. */
export interface ServerView {
  flask: string;
  cookie: string | null;
  values: Record<string, { type: string; repr: string }>;
  permanent: boolean;
  /** PERMANENT_SESSION_LIFETIME, in seconds. */
  lifetime: number;
  /** Seconds since 1970, as the server's clock has them. */
  now: number;
  /** The cookie's timestamp, if its signature is good. */
  signedAt: number | null;
  /** The Set-Cookie header that would be sent for this session. */
  setCookie: string | null;
}

/** `config` is Flask's own: `{ SECRET_KEY: 'other', PERMANENT_SESSION_LIFETIME: 60 }`. The default key is `dev`. */
export function startFlask(
  python: Python,
  config: Readonly<Record<string, unknown>> = {},
): Promise<FlaskServer> {
  return start(python, 'flask-app', JSON.stringify(config));
}

/** One of the applications of `misconfigured/`, by its name there. */
export function startMisconfigured(python: Python, mistake: string): Promise<FlaskServer> {
  return start(python, 'misconfigured', mistake);
}

/** One of the applications of `broken-apps/`, by its file there. */
export function startBroken(python: Python, name: string): Promise<FlaskServer> {
  return start(python, 'broken-apps', name);
}

async function start(python: Python, folder: string, argument: string): Promise<FlaskServer> {
  // The application ends when its standard input does: with us, at the latest.
  const child = spawn(python.command, ['-W', 'ignore', fileOf(folder), argument], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const forget = onExit(() => child.kill('SIGKILL'));
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-4_000);
  });
  const close = async () => {
    child.stdin.end();
    await within(gone, 3_000, 'Flask to end').catch(() => child.kill('SIGKILL'));
    forget();
  };
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`${python.command} ended: ${complaints}`)));
  });
  try {
    const line = await within(firstLine, 20_000, 'Flask to start');
    const { port, flask } = JSON.parse(line) as { port: number; flask: string };
    return {
      port,
      version: flask,
      url: (path = '/', host = '127.0.0.1') => `http://${host}:${port}${path}`,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
