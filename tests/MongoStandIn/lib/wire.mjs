// OP_MSG, and OP_QUERY as far as a driver's first hello needs it.
import { deserialize, serialize } from 'bson';
import { MongoError } from './errors.mjs';

const OP_REPLY = 1, OP_QUERY = 2004, OP_MSG = 2013;
const maxMessage = 48_000_000;
// Types survive as they came: an int stays an int, a long loses no digit.
const read = bytes => deserialize(bytes, { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true });

/** Cuts a byte stream into messages. */
export class Framer {
  #parts = [];
  #length = 0;

  /** Answers the messages that are complete now. */
  push(bytes) {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    const messages = [];
    let buffer = null, at = 0;
    for (;;) {
      if (this.#length - at < 16) break;
      buffer ??= this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts, this.#length);
      const size = buffer.readInt32LE(at);
      if (size < 16 || size > maxMessage) throw new MongoError(17, `message of ${size} bytes`);
      if (this.#length - at < size) break;
      messages.push(buffer.subarray(at, at + size));
      at += size;
    }
    if (buffer) {
      this.#parts = at < this.#length ? [buffer.subarray(at)] : [];
      this.#length -= at;
    }
    return messages;
  }
}

/** { requestId, command, silent, legacy } of one message. */
export function parse(message) {
  const requestId = message.readInt32LE(4), operation = message.readInt32LE(12);
  if (operation === OP_MSG) return { requestId, ...parseMsg(message), legacy: false };
  if (operation === OP_QUERY) return { requestId, command: parseQuery(message), silent: false, legacy: true };
  throw new MongoError(17, `operation code ${operation}`);
}

function parseMsg(message) {
  const flags = message.readUInt32LE(16), end = message.length - (flags & 1 ? 4 : 0);
  let at = 20, command = null;
  const sequences = [];
  while (at < end) {
    const kind = message[at++], size = message.readInt32LE(at);
    if (kind === 0) command = read(message.subarray(at, at + size));
    else if (kind === 1) sequences.push(parseSequence(message, at, size));
    else throw new MongoError(17, `section kind ${kind}`);
    at += size;
  }
  if (!command) throw new MongoError(17, 'OP_MSG without a body');
  for (const { name, documents } of sequences) command[name] = documents;
  return { command, silent: (flags & 2) !== 0 };
}

function parseSequence(message, start, size) {
  const nameEnd = message.indexOf(0, start + 4), name = message.toString('utf8', start + 4, nameEnd), documents = [];
  for (let at = nameEnd + 1; at < start + size;) {
    const length = message.readInt32LE(at);
    documents.push(read(message.subarray(at, at + length)));
    at += length;
  }
  return { name, documents };
}

function parseQuery(message) {
  const nameEnd = message.indexOf(0, 20), collection = message.toString('utf8', 20, nameEnd);
  if (!collection.endsWith('.$cmd')) throw new MongoError(17, 'OP_QUERY is for the first hello only');
  const command = read(message.subarray(nameEnd + 9));
  return { ...command, $db: collection.slice(0, -5) };
}

let nextId = 1;

export function format(reply, { requestId, legacy }) {
  const body = serialize(reply, { ignoreUndefined: true }), head = Buffer.alloc(legacy ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(nextId = (nextId + 1) | 0, 4);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12);
  if (legacy) { head.writeInt32LE(8, 16); head.writeInt32LE(1, 32); }
  return Buffer.concat([head, body]);
}
