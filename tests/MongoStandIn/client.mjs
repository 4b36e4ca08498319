// For the tests: starts the real program, and speaks to it without a driver where a driver would hide what is tested.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Long, UUID, deserialize, serialize } from 'bson';
import { MongoClient } from 'mongodb';

/** A running stand-in; its `process` ends with the test's. */
export async function start(...options) {
  const program = fileURLToPath(new URL('server.mjs', import.meta.url));
  const process = spawn('node', [program, '--exit-with-stdin', ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface(process.stdout)) {
    const port = Number(/^listening (\d+)$/.exec(line)[1]);
    return { port, process, stop: () => process.stdin.end() };
  }
  throw new Error('the stand-in ended before it listened');
}

/** Starts a stand-in and a driver's client for a test, and ends both with it. */
export async function open(test, { driver = {}, options = [] } = {}) {
  const server = await start(...options);
  // After a retried write the driver keeps the process alive for as long as a server selection may take.
  const client = new MongoClient(`mongodb://127.0.0.1:${server.port}/`, { promoteLongs: false, serverSelectionTimeoutMS: 5000, ...driver });
  test.after(async () => {
    await client.close();
    server.stop();
  });
  await client.connect();
  const db = client.db('test'), admin = client.db('admin');
  return {
    ...server, client, db,
    fault: fault => admin.command({ standIn: 1, fault }),
    stats: async () => (await admin.command({ standIn: 1, stats: 1 })).stats,
    raw: () => Raw.open(test, server.port),
  };
}

/** A connection that sends commands as they are given. */
export class Raw {
  #socket;
  #waiting = [];
  #bytes = Buffer.alloc(0);

  static async open(test, port) {
    const raw = new Raw(), socket = connect(port, '127.0.0.1');
    raw.#socket = socket;
    socket.on('data', bytes => raw.#receive(bytes));
    socket.on('error', () => {});
    raw.closed = new Promise(resolve => socket.on('close', () => {
      for (const { reject } of raw.#waiting) reject(new Error('connection closed'));
      resolve();
    }));
    test.after(() => socket.destroy());
    await new Promise(resolve => socket.on('connect', resolve));
    return raw;
  }

  #receive(bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    while (this.#bytes.length >= 4 && this.#bytes.length >= this.#bytes.readInt32LE(0)) {
      const size = this.#bytes.readInt32LE(0);
      this.#waiting.shift().resolve(deserialize(this.#bytes.subarray(21, size)));
      this.#bytes = this.#bytes.subarray(size);
    }
  }

  send(command, db = 'test') {
    const body = serialize({ ...command, $db: db }), head = Buffer.alloc(21);
    head.writeInt32LE(21 + body.length, 0);
    head.writeInt32LE(1, 4);
    head.writeInt32LE(2013, 12);
    this.#socket.write(Buffer.concat([head, body]));
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  close() {
    this.#socket.destroy();
  }
}

export const newSession = () => ({ id: new UUID(randomUUID()) });
/** The session fields of a command inside a transaction; `first` where it begins one. */
export const inside = (lsid, number, first = false) => ({ lsid, txnNumber: Long.fromNumber(number), autocommit: false, ...(first && { startTransaction: true }) });
