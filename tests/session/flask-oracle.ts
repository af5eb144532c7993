/** Talks to the reference: a Python process with the real Flask. It must not answer anything by itself. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { SigningParameters, Value, ValuePath } from '../../src/session/index.ts';

const PROGRAM = fileURLToPath(new URL('../vectors/oracle.py', import.meta.url));

/** A value as the oracle's JSON carries it. */
export type Description =
  | { type: 'None' }
  | { type: 'bool'; value: boolean }
  | { type: 'int'; digits: string }
  | { type: 'float'; bits: string }
  | { type: 'str' | 'Markup'; text: string }
  | { type: 'bytes' | 'UUID'; hex: string }
  | { type: 'datetime'; seconds: number }
  | { type: 'list' | 'tuple'; items: Description[] }
  | { type: 'dict'; entries: [string, Description][] };

export type PayloadAnswer = { value: Description } | { error: string; message: string; position?: number };
export type ReadAnswer = PayloadAnswer & { timestamp: number | null; signatureBytes: number | null };

/** A cookie's value, an application's settings (keys in hex, `SECRET_KEY` first) and its clock in seconds. */
export type OpenCase = {
  text: string;
  keys: string[];
  parameters: SigningParameters;
  lifetime: number;
  time: number;
};

/** What `open_session` raised, or the session's number of keys (null: there is none) and why it was refused. */
export type OpenAnswer = { key: number | null } & (
  | { error: string }
  | { session: number | null; refusal: { type: string; message: string } | null }
);

/** How an application is configured: by Python source, by JSON, or by variables of the environment. */
export type ConfiguredCase =
  | { notation: 'python' | 'json'; source: string }
  | { notation: 'environment'; variables: Record<string, string> };

/** The keys that Flask has then, in hex; a null one cannot sign, or (`isSet` is false) there is none. */
export type ConfiguredAnswer =
  | { error: string }
  | { current: string | null; isSet: boolean; fallbacks: (string | null)[] };

/** Each operation: what a case is, and what its answer is. */
export type Operations = {
  versions: [null, { python: string; flask: string } & Record<string, string>];
  write: [{ key: string; time: number; value: Description; parameters?: SigningParameters }, string];
  costs: [
    { value: Description; paths: ValuePath[] },
    /** Characters of cookies; `utf8`: with `app.json.ensure_ascii = False`, null where that fails. */
    { length: number; without: number[]; utf8: number | null },
  ];
  verify: [{ key: string; text: string; parameters?: SigningParameters }, boolean];
  read: [string, ReadAnswer | null];
  literal: [string, { bytes: string; isBytes: boolean } | null];
  literals: [string, { type: 'str' | 'bytes' | 'list' | 'tuple'; keys: (string | null)[] } | null];
  configured: [ConfiguredCase, ConfiguredAnswer];
  /** What Flask gives back of a value in Python's notation; null: Python refuses the text, or Flask the value. */
  notation: [string, { value: Description; isSame: boolean } | null];
  /** Two cookies of one key (hex): whether all but the `edited` keys are the same in both, types included. */
  survives: [{ key: string; before: string; after: string; edited: string[] }, boolean];
  repr: [Description, string];
  inflate: [string, string | null];
  compress: [string, string];
  unprintable: [null, { unprintable: [number, number][]; unassigned: [number, number][] }];
  open: [OpenCase, OpenAnswer];
  status: [{ key: string; text: string }, number];
  bench: [{ key: string; text: string; times: number }, number];
  /** A Python expression with the key's `text` in it; it gives a signed text. */
  evaluate: [{ expression: string; text: string }, string];
};

export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

function floatBits(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleBE(value);
  return buffer.toString('hex');
}

/** The oracle's description of a value. */
export function describeValue(value: Value): Description {
  switch (value.type) {
    case 'float':
      return { type: 'float', bits: floatBits(value.value) };
    case 'bytes':
      return { type: 'bytes', hex: toHex(value.bytes) };
    case 'list':
    case 'tuple':
      return { type: value.type, items: value.items.map(describeValue) };
    case 'dict':
      return { type: 'dict', entries: value.entries.map(([key, item]) => [key, describeValue(item)]) };
    default:
      return value;
  }
}

/** The value that a description describes. */
export function buildValue(description: Description): Value {
  switch (description.type) {
    case 'float':
      return {
        type: 'float',
        value: description.bits === 'nan' ? Number.NaN : Buffer.from(description.bits, 'hex').readDoubleBE(),
      };
    case 'bytes':
      return { type: 'bytes', bytes: fromHex(description.hex) };
    case 'UUID':
      return { type: 'UUID', hex: description.hex };
    case 'list':
    case 'tuple':
      return { type: description.type, items: description.items.map(buildValue) };
    case 'dict':
      return { type: 'dict', entries: description.entries.map(([key, item]) => [key, buildValue(item)]) };
    default:
      return description;
  }
}

/** A running reference; it starts when it is first asked. `ask` answers in order; `close` ends the process. */
export class FlaskOracle {
  readonly #interpreter: string;
  #process: ChildProcessByStdio<Writable, Readable, null> | null = null;
  #lines: AsyncIterator<string> | null = null;

  /** @param interpreter the command of a Python that imports Flask */
  constructor(interpreter: string) {
    this.#interpreter = interpreter;
  }

  /** Answers to the cases, in their order. One question at a time. */
  async ask<Name extends keyof Operations>(
    operation: Name,
    cases: readonly Operations[Name][0][],
  ): Promise<Operations[Name][1][]> {
    this.#process ??= spawn(this.#interpreter, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines ??= createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#process.stdin.write(`${JSON.stringify([operation, cases])}\n`);
    const line = await this.#lines.next();
    if (line.done === true) throw new Error(`the reference ended while asked to ${operation}`);
    return JSON.parse(line.value);
  }

  close(): void {
    this.#process?.stdin.end();
  }
}
