// Logical sessions: the one transaction or the remembered retryable writes of each session's latest txnNumber.
import { MongoError } from './errors.mjs';
import { Transaction, gone } from './transactions.mjs';
import { encode, numberOf } from './values.mjs';

export class Session {
  number = -1n;
  /** open, committed, aborted, or null where the latest number belongs to a retryable write. */
  state = null;
  transaction = null;
  /** Results of the retryable writes of the latest number, by statement. */
  statements = new Map();
  #connections = new Set();
  #timer;
  #last = Promise.resolve();

  /** Runs `body` after what the session runs already: a repeated write must not overtake its first attempt. */
  async alone(body) {
    const before = this.#last;
    let release;
    this.#last = new Promise(resolve => { release = resolve; });
    await before;
    try {
      return await body();
    } finally {
      release();
    }
  }

  #renew(number, state) {
    this.abort();
    this.number = number;
    this.state = state;
    this.statements = new Map();
  }

  begin(number, store, lifetimeMs) {
    if (number === this.number) {
      throw new MongoError(117, `Cannot start a transaction with number ${number}: the session has used this number already`);
    }
    this.#renew(number, 'open');
    this.transaction = new Transaction(store);
    this.#timer = setTimeout(() => this.abort(), lifetimeMs).unref();
    return this.transaction;
  }

  /** The open transaction of this number, now also tied to the connection that uses it. */
  join(number, connection) {
    if (number !== this.number || this.state === 'aborted' || this.state === null) throw gone(number);
    if (this.state === 'committed') throw new MongoError(256, `Transaction ${number} has been committed.`);
    this.#connections.add(connection);
    connection.sessions.add(this);
    return this.transaction;
  }

  retryable(number) {
    if (number > this.number) this.#renew(number, null);
    if (this.state !== null) throw new MongoError(117, `Cannot retry a write with number ${number}: it belongs to a transaction`);
    return this.statements;
  }

  commit(number) {
    if (number !== this.number || this.state === 'aborted' || this.state === null) throw gone(number);
    if (this.state === 'committed') return;
    const { transaction } = this;
    this.#end('committed');
    transaction.commit(() => { if (this.number === number) this.state = 'aborted'; });
  }

  abort() {
    if (this.state !== 'open') return false;
    const { transaction } = this;
    this.#end('aborted');
    transaction.abort();
    return true;
  }

  #end(state) {
    clearTimeout(this.#timer);
    this.state = state;
    this.transaction = null;
    for (const connection of this.#connections) connection.sessions.delete(this);
    this.#connections.clear();
  }

  /** A client whose connections have all gone will not end its transaction: nobody should wait a minute for it. */
  lost(connection) {
    this.#connections.delete(connection);
    if (this.state === 'open' && this.#connections.size === 0) this.abort();
  }
}

export class Sessions {
  #known = new Map();
  aborts = 0;

  get(lsid) {
    if (lsid?.id === undefined) throw new MongoError(9, 'lsid needs an id');
    const key = encode(lsid.id);
    let session = this.#known.get(key);
    if (!session) this.#known.set(key, session = new Session());
    return session;
  }

  end(lsids) {
    for (const lsid of lsids) {
      const key = encode(lsid.id);
      this.#known.get(key)?.abort();
      this.#known.delete(key);
    }
  }

  abortAll() {
    for (const session of this.#known.values()) session.abort();
  }

  /** Resolves what a command's session fields ask for: { session, transaction?, statements? }. */
  enter(session, command, connection, store, lifetimeMs) {
    if (command.txnNumber === undefined) {
      if (command.autocommit !== undefined || command.startTransaction !== undefined) throw new MongoError(72, "'autocommit' and 'startTransaction' need a txnNumber");
      return {};
    }
    const number = BigInt(numberOf(command.txnNumber));
    if (number < session.number) throw new MongoError(225, `Cannot start transaction ${number} because a newer transaction ${session.number} has already started on this session.`);
    if (command.autocommit === undefined) return { statements: session.retryable(number) };
    if (command.autocommit !== false) throw new MongoError(72, "'autocommit' may only be false");
    if (command.startTransaction === true) session.begin(number, store, lifetimeMs);
    return { transaction: session.join(number, connection) };
  }
}
