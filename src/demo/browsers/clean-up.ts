/** Leaves no browser process and no temporary profile behind, however this process ends. */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const pending = new Set<() => void>();
const signals: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
let installed = false;

/** Runs `action` (synchronous) when this process exits or is interrupted, unless the returned function cancels it. */
export function onExit(action: () => void): () => void {
  if (!installed) {
    installed = true;
    process.on('exit', runAll);
    for (const [signal, code] of Object.entries(signals)) {
      process.once(signal, () => {
        runAll();
        process.exit(code);
      });
    }
  }
  pending.add(action);
  return () => pending.delete(action);
}

function runAll(): void {
  // In reverse order: processes are ended before the folders that they write to are removed.
  for (const action of [...pending].reverse()) {
    try {
      action();
    } catch {
      // The other actions must still run.
    }
  }
  pending.clear();
}

export interface Profile {
  path: string;
  remove(): void;
}

/** A fresh profile folder. */
export function createProfile(): Profile {
  const path = mkdtempSync(join(tmpdir(), 'session-lens-profile-'));
  const removeFolder = () => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  const forget = onExit(removeFolder);
  return {
    path,
    remove() {
      removeFolder();
      forget();
    },
  };
}

/** Ends a process, and those that it started; it must be the leader of its process group. */
export function killTree(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', `${child.pid}`, '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
