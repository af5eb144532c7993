/** The Marionette client, against a server that cuts its packets in the worst places. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connectMarionette, createPacketReader } from '../../../src/demo/browsers/marionette.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const packet = (value: unknown) => {
  const json = JSON.stringify(value);
  return Buffer.from(`${Buffer.byteLength(json)}:${json}`);
};

/** A server that greets, and hands over every command. */
async function serve(onCommand: (command: [0, number, string, unknown], socket: Socket) => void) {
  const server = createServer((socket) => {
    socket.write(packet({ applicationType: 'gecko', marionetteProtocol: 3 }));
    const read = createPacketReader((command) => onCommand(command as [0, number, string, unknown], socket));
    socket.on('data', read);
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('createPacketReader', () => {
  it('puts packets together, byte by byte, with lengths in bytes', () => {
    const values = [{ a: 'Grüße 🌍' }, [1, 2, null, 'x'.repeat(1_000)], ''];
    const seen: unknown[] = [];
    const read = createPacketReader((value) => seen.push(value));
    for (const byte of Buffer.concat(values.map(packet))) read(Buffer.from([byte]));
    expect(seen).toEqual(values);
  });

  it('refuses what is not a packet', () => {
    expect(() => createPacketReader(() => {})(Buffer.from('HTTP/1.1 400: no'))).toThrow('not a packet');
  });
});

describe('connectMarionette', () => {
  it('matches answers that come in another order', async () => {
    const held: [number, string][] = [];
    const port = await serve(([, id, name], socket) => {
      held.push([id, name]);
      if (held.length === 2) {
        for (const [heldId, heldName] of held.reverse()) socket.write(packet([1, heldId, null, heldName]));
      }
    });
    const client = await connectMarionette(port);
    expect(await Promise.all([client.send('first'), client.send('second')])).toEqual(['first', 'second']);
    client.close();
  });

  it('rejects with what went wrong in the browser', async () => {
    const failure = { error: 'javascript error', message: 'x is not defined', stacktrace: '' };
    const port = await serve(([, id], socket) => socket.write(packet([1, id, failure, null])));
    const client = await connectMarionette(port);
    await expect(client.send('WebDriver:ExecuteScript')).rejects.toThrow(
      'javascript error: x is not defined',
    );
    client.close();
  });

  it('rejects what was asked when the browser goes away, and what is asked after', async () => {
    const port = await serve((_, socket) => socket.destroy());
    const client = await connectMarionette(port);
    await expect(client.send('WebDriver:NewSession')).rejects.toThrow('closed the Marionette connection');
    await expect(client.send('WebDriver:NewSession')).rejects.toThrow('connection is closed');
  });
});
