/** The log read again: no more often than is asked, until the headers show, the request is gone, or patience ends. */
import { describe, expect, it } from 'vitest';
import { Rereading } from '../../src/devtools/rereading.ts';
import type { Log } from '../../src/devtools/surroundings.ts';
import { aRedirect, FakeBrowser } from './fake-surroundings.ts';

const { told: AWAITED, real: SHOWN } = aRedirect(new FakeBrowser(), 'a=1');
const OTHER = { ...AWAITED, method: 'GET' };

/** Reads what `logAt` gives for the milliseconds that have gone by; time goes by in pauses only. */
function rereading(logAt: (time: number) => Log | Error) {
  let time = 0;
  const seen: Log[] = [];
  const pauses: number[] = [];
  let readings = 0;
  const clock = {
    now: () => time,
    pause: async (milliseconds: number) => {
      pauses.push(milliseconds);
      time += milliseconds;
    },
  };
  const readLog = async (): Promise<Log> => {
    readings++;
    const log = logAt(time);
    if (log instanceof Error) throw log;
    return log;
  };
  const subject = new Rereading(readLog, clock, (log) => seen.push(log));
  return { subject, seen, pauses, readings: () => readings, time: () => time };
}

describe('a reading', () => {
  it('is shared by all who ask before it begins, and by nobody after', async () => {
    const { subject, seen, readings } = rereading(() => [SHOWN]);
    const [first, second] = [subject.read(), subject.read()];
    expect(await first).toEqual([SHOWN]);
    expect(await second).toEqual([SHOWN]);
    expect(readings()).toBe(1);
    await subject.read();
    expect(readings()).toBe(2);
    expect(seen).toEqual([[SHOWN], [SHOWN]]);
  });

  it('begins when the one before has ended', async () => {
    const answers: (() => void)[] = [];
    const readLog = () => new Promise<Log>((resolve) => answers.push(() => resolve([])));
    const subject = new Rereading(readLog, { now: () => 0, pause: async () => undefined }, () => undefined);
    const first = subject.read();
    await settled();
    const second = subject.read();
    await settled();
    expect(answers).toHaveLength(1);
    answers[0]?.();
    await first;
    await settled();
    expect(answers).toHaveLength(2);
    answers[1]?.();
    expect(await second).toEqual([]);
  });

  it('that fails shows nothing, and the next is tried', async () => {
    const logs: (Log | Error)[] = [new Error('no log'), [SHOWN]];
    const { subject, seen } = rereading(() => logs.shift() ?? []);
    expect(await subject.read()).toBeNull();
    expect(seen).toEqual([]);
    expect(await subject.read()).toEqual([SHOWN]);
  });

  it('in a while is one for all who ask for it until then', async () => {
    const { subject, readings, pauses } = rereading(() => []);
    await Promise.all([subject.readLater(), subject.readLater()]);
    expect([readings(), pauses]).toEqual([1, [1_200]]);
    await subject.readLater();
    expect([readings(), pauses]).toEqual([2, [1_200, 1_200]]);
  });
});

describe('reading until headers show', () => {
  it('ends at once where they do', async () => {
    const { subject, pauses } = rereading(() => [OTHER, SHOWN]);
    expect(await subject.until(AWAITED)).toBe(true);
    expect(pauses).toEqual([]);
  });

  it('waits as long again as it has waited, within bounds', async () => {
    const { subject, pauses } = rereading((time) => [time < 500 ? AWAITED : SHOWN]);
    expect(await subject.until(AWAITED)).toBe(true);
    expect(pauses).toEqual([10, 10, 20, 40, 80, 150, 150, 150]);
  });

  it('ends without them when the log has no such request any more', async () => {
    const { subject, readings } = rereading((time) => (time < 40 ? [AWAITED] : [OTHER]));
    expect(await subject.until(AWAITED)).toBe(false);
    expect(readings()).toBe(4);
  });

  it('ends without them when patience does, after one last reading', async () => {
    const { subject, time, seen } = rereading(() => [AWAITED]);
    expect(await subject.until(AWAITED)).toBe(false);
    expect(time()).toBeGreaterThanOrEqual(1_200);
    expect(time()).toBeLessThan(1_350);
    const last = rereading((now) => [now >= 1_200 ? SHOWN : AWAITED]);
    expect(await last.subject.until(AWAITED)).toBe(true);
    expect(seen.length).toBeGreaterThan(10);
  });

  it('waits for every request of the name', async () => {
    const { subject, time } = rereading((now) => [SHOWN, now < 100 ? AWAITED : SHOWN]);
    expect(await subject.until(AWAITED)).toBe(true);
    expect(time()).toBeGreaterThanOrEqual(100);
  });

  it('goes on where the log cannot be read', async () => {
    const { subject } = rereading((time) => (time < 30 ? new Error('busy') : [SHOWN]));
    expect(await subject.until(AWAITED)).toBe(true);
    const never = rereading(() => new Error('no log'));
    expect(await never.subject.until(AWAITED)).toBe(false);
    expect(never.time()).toBeGreaterThanOrEqual(1_200);
  });
});

const settled = () => new Promise((resolve) => setTimeout(resolve));
