// From a message to its answer: finds the command, its session and transaction, runs it with the faults on order around it.
import { createServer } from 'node:net';
import { commands as adminCommands } from './commands/admin.mjs';
import { only } from './commands/common.mjs';
import { commands as readCommands } from './commands/read.mjs';
import { commands as writeCommands } from './commands/write.mjs';
import { Cursors } from './cursors.mjs';
import { MongoError, badValue, noSuchTransaction, unexpected } from './errors.mjs';
import { Faults, Hangup } from './faults.mjs';
import { examined } from './plan.mjs';
import { Sessions } from './sessions.mjs';
import { Store } from './storage.mjs';
import { failOver, rollback } from './transactions.mjs';
import { numberOf, wholeNumber } from './values.mjs';
import { Framer, format, parse } from './wire.mjs';

const transactionLifetimeMs = 60_000;
const commands = new Map(Object.entries({
  ...adminCommands, ...readCommands, ...writeCommands,
  commitTransaction: { fields: ['recoveryToken'], ends: true },
  abortTransaction: { fields: ['recoveryToken'], ends: true },
}));
const generic = ['$db', 'lsid', 'txnNumber', 'autocommit', 'startTransaction', 'readConcern', 'writeConcern', '$readPreference', '$clusterTime', 'comment', 'maxTimeMS'];

export class Server {
  #store = new Store();
  #sessions = new Sessions();
  #cursors = new Cursors();
  #faults = new Faults();
  #counts = {};
  #outcomes = { commits: 0, aborts: 0, conflicts: 0, takenBack: 0 };
  #connections = new Set();
  #connectionIds = 0;
  #topology;

  constructor({ replicaSet, standalone = false } = {}) {
    this.#store.faults = this.#faults;
    this.#topology = { replicaSet, standalone, address: '' };
  }

  /** Answers the port once clients may connect; loopback only. */
  listen(port) {
    const server = createServer(socket => this.#accept(socket));
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        this.#topology.address = `127.0.0.1:${server.address().port}`;
        resolve(server.address().port);
      });
    });
  }

  #accept(socket) {
    const connection = { id: ++this.#connectionIds, sessions: new Set(), closed: false, busy: Promise.resolve() }, framer = new Framer();
    this.#connections.add(connection);
    socket.setNoDelay(true);
    socket.on('data', bytes => {
      try {
        // One after the other: a client may send the next message before the answer to the first.
        for (const message of framer.push(bytes)) connection.busy = connection.busy.then(() => this.#serve(connection, socket, message));
      } catch {
        socket.destroy(); // not the protocol
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      connection.closed = true;
      this.#connections.delete(connection);
      for (const session of connection.sessions) session.lost(connection);
    });
  }

  async #serve(connection, socket, message) {
    try {
      const request = parse(message), reply = await this.#execute(connection, request.command);
      if (!request.silent && !connection.closed) socket.write(format(reply, request));
    } catch (error) {
      if (!(error instanceof Hangup)) process.stderr.write(`${error.stack}\n`);
      socket.destroy();
    }
  }

  /** The reply of a command; only a Hangup is thrown. */
  async #execute(connection, command) {
    const name = Object.keys(command)[0], known = commands.get(name);
    this.#counts[name] = (this.#counts[name] ?? 0) + 1;
    try {
      if (!known) throw new MongoError(59, `no such command: '${name}'`);
      if (this.#topology.standalone && command.txnNumber !== undefined) throw new MongoError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
      only(command, [name, ...generic, ...known.fields], name);
      checkConcerns(command, name);
      const session = command.lsid && this.#sessions.get(command.lsid);
      const run = () => this.#run(connection, session, name, known, command);
      const reply = session && command.txnNumber !== undefined ? await session.alone(run) : await run();
      // Whoever wrote is answered when a majority has it; all writes here ask for that.
      if (known.ends || (known.write && command.autocommit !== false)) await this.#store.durable(new Hangup());
      await this.#faults.after(name);
      return reply;
    } catch (error) {
      return this.#refusal(error);
    }
  }

  #refusal(error) {
    if (error instanceof Hangup) throw error;
    const refusal = error instanceof MongoError ? error : unexpected(error);
    if (refusal.code === 112) this.#outcomes.conflicts++;
    return refusal.toReply();
  }

  async #run(connection, session, name, known, command) {
    const deadline = command.maxTimeMS === undefined ? undefined : performance.now() + wholeNumber(command.maxTimeMS, 'maxTimeMS');
    const inTransaction = command.autocommit === false;
    try {
      await this.#faults.before(name, inTransaction);
      if (deadline !== undefined && performance.now() > deadline) throw new MongoError(50, 'operation exceeded time limit');
    } catch (error) {
      // A write conflict on order ends the transaction as a real one does; what else fails before it runs leaves it alone.
      if (error.code === 112) this.#abort(session);
      throw error;
    }
    if (connection.closed && inTransaction && !known.ends) throw new Hangup(); // nobody would end what begins now
    if (known.ends) return this.#endTransaction(name, session, command);
    const { transaction = null, statements } = session ? this.#sessions.enter(session, command, connection, this.#store, this.#lifetime) : {};
    if (transaction && !known.read && !known.write) {
      this.#abort(session);
      throw new MongoError(263, `Cannot run '${name}' in a multi-document transaction.`);
    }
    if (statements && !known.write) throw new MongoError(72, `'${name}' is no retryable write`);
    return this.#runInside({ connection, session, name, known, command, transaction, statements, deadline });
  }

  async #runInside({ known, session, ...context }) {
    try {
      const reply = await known.run(Object.assign(this.#surroundings(context.command), context));
      if (reply.writeErrors && context.transaction) this.#abort(session);
      return reply;
    } catch (error) {
      if (!context.transaction) throw error;
      this.#abort(session);
      throw error;
    }
  }

  #surroundings(command) {
    const faults = this.#faults;
    return {
      // A read outside of transactions shows what a majority has.
      view: command.readConcern?.level === 'majority' && command.autocommit !== false ? { snapshot: this.#store.majority } : null,
      db: command.$db, store: this.#store, sessions: this.#sessions, cursors: this.#cursors, faults, topology: this.#topology,
      get now() { return new Date(Date.now() + faults.clockOffsetMs); },
      actions: { rollback: count => this.#rollback(count), failOver: () => this.#failOver() }, stats: () => this.#stats(),
    };
  }

  get #lifetime() {
    return this.#faults.transactionLifetimeMs ?? transactionLifetimeMs;
  }

  #endTransaction(name, session, command) {
    if (!session || command.autocommit !== false || command.txnNumber === undefined) throw new MongoError(72, `${name} needs lsid, txnNumber and autocommit: false`);
    const number = BigInt(numberOf(command.txnNumber));
    if (name === 'commitTransaction') {
      if (session.state === 'open' && session.number === number) this.#outcomes.commits++;
      session.commit(number);
      return { ok: 1 };
    }
    if (number === session.number && session.state === 'committed') throw new MongoError(256, `Transaction ${number} has been committed.`);
    if (number !== session.number || !this.#abort(session)) throw noSuchTransaction(`Transaction ${number} has been aborted.`);
    return { ok: 1 };
  }

  #abort(session) {
    const aborted = session?.abort() ?? false;
    if (aborted) this.#outcomes.aborts++;
    return aborted;
  }

  /** A primary that steps down: open transactions and cursors are lost with the commits. */
  #rollback(count) {
    if (count < 1) throw badValue('rollback needs a number of transactions');
    this.#sessions.abortAll();
    this.#cursors.clear();
    rollback(this.#store, count);
  }

  #failOver() {
    this.#sessions.abortAll();
    this.#cursors.clear();
    this.#outcomes.takenBack += failOver(this.#store);
  }

  #stats() {
    const openTransactions = [...this.#store.open].filter(transaction => !transaction.automatic).length;
    return { commands: this.#counts, ...this.#outcomes, examined: examined.count, openTransactions, openCursors: this.#cursors.size, connections: this.#connections.size };
  }
}

const levels = ['local', 'available', 'majority', 'linearizable', 'snapshot'];

function checkConcerns({ readConcern, writeConcern, autocommit, startTransaction }, name) {
  if (readConcern) {
    only(readConcern, ['level', 'afterClusterTime'], 'readConcern');
    if (readConcern.level !== undefined && !levels.includes(readConcern.level)) throw badValue(`unknown read concern level ${readConcern.level}`);
    if (autocommit === false && startTransaction !== true) throw new MongoError(72, 'Only the first command in a transaction may specify a readConcern');
    if (readConcern.level === 'snapshot' && autocommit !== false) throw new MongoError(238, 'The stand-in does not implement snapshot reads outside of transactions');
  }
  if (writeConcern) {
    only(writeConcern, ['w', 'j', 'wtimeout', 'fsync', 'provenance'], 'writeConcern');
    const w = writeConcern.w === undefined ? 1 : writeConcern.w === 'majority' ? 1 : wholeNumber(writeConcern.w, 'w');
    if (w > 1) throw new MongoError(100, 'Not enough data-bearing nodes');
    if (autocommit === false && !name.endsWith('Transaction')) throw new MongoError(72, 'writeConcern is not allowed within a multi-statement transaction');
  }
}
