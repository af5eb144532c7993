/** Finds the Python interpreters that have a module, and asks them. Tests only; runs nothing but what it is given. */
import { execFileSync } from 'node:child_process';

const { CI, SEED } = process.env;

export type Python = { readonly command: string; readonly version: string };

/** The interpreters at hand that have `module`, with that module's version; one of each version. */
export function pythonsWith(module: string): readonly Python[] {
  const found = new Map<string, Python>();
  for (const command of ['python3', '/usr/bin/python3']) {
    const code = `import importlib.metadata as m; print(m.version('${module}'))`;
    try {
      const version = execFileSync(command, ['-c', code], { stdio: ['ignore', 'pipe', 'ignore'] });
      const text = version.toString().trim();
      if (!found.has(text)) found.set(text, { command, version: text });
    } catch {
      // No such interpreter, or none of the module: the caller says so when nothing is found.
    }
  }
  if (found.size === 0) {
    const reason = `no python3 with ${module} was found: comparisons with it are skipped`;
    if (CI === 'true') throw new Error(reason);
    process.stderr.write(`${reason}\n`);
  }
  return [...found.values()];
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
