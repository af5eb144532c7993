/** Requests, broadcasts and failures over `runtime` messages; the browser's own bus is stood in for, as it is in no unit test. */
import { beforeEach, describe, expect, it, vi } from 'vitest';

type Listener = (message: unknown, sender: { id: string }) => Promise<unknown> | undefined;

const bus = vi.hoisted(() => ({ listeners: new Set<Listener>(), sender: 'own' }));

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      id: 'own',
      onMessage: {
        addListener: (listener: Listener) => bus.listeners.add(listener),
        removeListener: (listener: Listener) => bus.listeners.delete(listener),
      },
      async sendMessage(message: unknown) {
        const answers = [...bus.listeners].map((listener) =>
          listener(structuredClone(message), { id: bus.sender }),
        );
        const answer = answers.find((candidate) => candidate !== undefined);
        if (bus.listeners.size === 0)
          throw new Error('Could not establish connection. Receiving end does not exist.');
        return answer;
      },
    },
  },
}));

const { ask, broadcast, listen, serve } = await import('../../src/messaging/messaging.ts');

const notAsked = () => Promise.reject(new Error('not asked for here'));
const others = { findCookies: notAsked, writeCookie: notAsked, removeCookie: notAsked };

beforeEach(() => {
  bus.listeners.clear();
  bus.sender = 'own';
});

describe('a request', () => {
  it('is answered by its handler', async () => {
    serve({ readPage: async ({ tabId }) => ({ kind: 'closed', url: `tab ${tabId}` }), ...others });
    expect(await ask('readPage', { tabId: 7 })).toEqual({ kind: 'closed', url: 'tab 7' });
  });

  it('whose handler fails, fails with its message', async () => {
    serve({ readPage: () => Promise.reject(new Error('No tab with id: 7')), ...others });
    await expect(ask('readPage', { tabId: 7 })).rejects.toThrow('No tab with id: 7');
  });

  it('that nobody can answer fails with the browser’s message', async () => {
    await expect(ask('readPage', { tabId: 7 })).rejects.toThrow('Receiving end does not exist');
  });

  it('that only other panels hear is not answered', async () => {
    listen('accessChanged', () => undefined);
    await expect(ask('readPage', { tabId: 7 })).rejects.toThrow('the background page did not answer');
  });

  it('of another extension is ignored', async () => {
    serve({ readPage: async () => ({ kind: 'closed', url: '' }), ...others });
    bus.sender = 'other';
    await expect(ask('readPage', { tabId: 7 })).rejects.toThrow('did not answer');
  });
});

describe('a broadcast', () => {
  it('reaches those who listen to it, until they stop', async () => {
    const heard: unknown[] = [];
    const stop = listen('navigated', (event) => heard.push(event));
    listen('accessChanged', () => heard.push('wrong'));
    await broadcast('navigated', { tabId: 1 });
    stop();
    await broadcast('navigated', { tabId: 2 });
    expect(heard).toEqual([{ tabId: 1 }]);
  });

  it('that nobody listens to is no error', async () => {
    await expect(broadcast('accessChanged', null)).resolves.toBeUndefined();
  });
});
