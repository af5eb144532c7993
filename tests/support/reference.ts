/** The reference: the Pythons at hand with the real libraries, how they are asked, and the seed of what they are asked. Answers nothing itself. */
import { execFileSync } from 'node:child_process';
import { afterAll, describe } from 'vitest';
import { FlaskOracle } from '../session/flask-oracle.ts';

const { CI, SEED } = process.env;
const COMMANDS = ['python3', '/usr/bin/python3'];

/** An interpreter with a package: that package's version, and both as a test is called by. */
export type Python = { readonly command: string; readonly version: string; readonly name: string };

/** The interpreters at hand that have a package of that name, each version of both once. None: says so, and throws under CI=true. */
export function pythonsWith(packageName: string): readonly Python[] {
  const found = new Map<string, Python>();
  for (const command of COMMANDS) {
    const code = `import importlib.metadata as m, platform; print(m.version('${packageName}'), platform.python_version())`;
    try {
      const output = execFileSync(command, ['-c', code], { stdio: ['ignore', 'pipe', 'ignore'] });
      const [version = '', python = ''] = output.toString().trim().split(' ');
      const name = `${packageName} ${version} on Python ${python}`;
      if (!found.has(name)) found.set(name, { command, version, name });
    } catch {
      // No such interpreter, or none of the package: it is said when nothing is found.
    }
  }
  if (found.size === 0) {
    const reason = withoutPython(packageName);
    if (CI === 'true') throw new Error(reason);
    process.stderr.write(`skipped: ${reason}\n`);
  }
  return [...found.values()];
}

/** Runs the tests beside each Python that has a package of that name; where none has, they are named as skipped. */
export function describeBeside(packageName: string, tests: (python: Python) => void): void {
  const pythons = pythonsWith(packageName);
  if (pythons.length === 0) describe.skip(withoutPython(packageName), () => {});
  for (const python of pythons) describe(`beside ${python.name}`, () => tests(python));
}

/** Runs the tests beside each Flask at hand, which runs as long as they do. */
export function describeBesideFlask(tests: (oracle: FlaskOracle, python: Python) => void): void {
  describeBeside('Flask', (python) => {
    const oracle = new FlaskOracle(python.command);
    afterAll(() => oracle.close());
    tests(oracle, python);
  });
}

/** Runs a script that finds its input, as JSON, in `data` and leaves its JSON answer in `answer`. */
export function askPython(python: Python, script: string, data: unknown): unknown {
  const frame = `import json, sys\ndata = json.load(sys.stdin)\n${script}\njson.dump(answer, sys.stdout)`;
  const output = execFileSync(python.command, ['-W', 'ignore', '-c', frame], {
    input: JSON.stringify(data),
    maxBuffer: 1 << 28,
  });
  return JSON.parse(output.toString());
}

/** The seed of this run's generated cases: `SEED` if set, else new; printed, so that a failure can be repeated. */
export function seedFor(name: string): number {
  const seed = Number(SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`${name}: SEED=${seed}\n`);
  return seed;
}

function withoutPython(packageName: string): string {
  return `no python3 here has ${packageName}: the comparisons with it need the real one`;
}
