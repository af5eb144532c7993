/** A small client of Marionette, Firefox's remote control: length-prefixed JSON over TCP. */
import { connect as connectTo, type Socket } from 'node:net';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface MarionetteFailure {
  error: string;
  message: string;
  stacktrace?: string;
}

type Answer = [type: 1, id: number, error: MarionetteFailure | null, result: unknown];

export interface Marionette {
  /** Sends a command such as `WebDriver:NewSession`, and returns its result. */
  send(command: string, parameters?: Record<string, unknown>): Promise<unknown>;
  close(): void;
}

/** Splits a stream of `<length>:<json>` packets. Exported for its test. */
export function createPacketReader(onPacket: (packet: unknown) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const colon = rest.indexOf(':');
      if (colon < 0) {
        return;
      }
      const length = Number(rest.subarray(0, colon).toString('latin1'));
      if (!Number.isSafeInteger(length)) {
        throw new Error('Marionette sent something that is not a packet');
      }
      const end = colon + 1 + length;
      if (rest.length < end) {
        return;
      }
      const packet: unknown = JSON.parse(rest.subarray(colon + 1, end).toString('utf8'));
      rest = rest.subarray(end);
      onPacket(packet);
    }
  };
}

/** Connects, and reads the greeting. */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connectTo({ host: '127.0.0.1', port });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;

  const greeting = new Promise<void>((resolve, reject) => {
    const read = createPacketReader((packet) => {
      if (!Array.isArray(packet)) {
        resolve();
        return;
      }
      settle(waiting, packet as Answer);
    });
    const fail = (error: Error) => {
      reject(error);
      for (const { reject: rejectOne } of waiting.values()) {
        rejectOne(error);
      }
      waiting.clear();
    };
    socket.on('data', (chunk) => {
      try {
        read(chunk);
      } catch (error) {
        socket.destroy();
        fail(error instanceof Error ? error : new Error(String(error)));
      }
    });
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('Firefox closed the Marionette connection')));
  });
  await greeting;

  return {
    send(command, parameters = {}) {
      return new Promise((resolve, reject) => {
        if (socket.destroyed) {
          reject(new Error(`cannot send ${command}: the Marionette connection is closed`));
          return;
        }
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        write(socket, [0, id, command, parameters]);
      });
    },
    close: () => socket.destroy(),
  };
}

function settle(waiting: Map<number, Waiting>, [, id, failure, result]: Answer): void {
  const one = waiting.get(id);
  waiting.delete(id);
  if (failure === null) {
    one?.resolve(result);
  } else {
    one?.reject(new Error(`${failure.error}: ${failure.message}`));
  }
}

function write(socket: Socket, packet: unknown): void {
  const json = JSON.stringify(packet);
  socket.write(`${Buffer.byteLength(json)}:${json}`);
}
