import { setTimeout as sleep } from 'node:timers/promises';
import { MongoError, badValue, codeName, writeConflict } from './errors.mjs';
import { isNumber, isObject, numberOf, wholeNumber } from './values.mjs';

const writes = ['commitTransaction', 'insert', 'update', 'delete', 'findAndModify'];

const alwaysAnswered = ['hello', 'isMaster', 'ismaster', 'ping', 'buildInfo', 'endSessions', 'standIn'];

/** While there is no primary. What is outside of transactions, and a commit, may be sent again as it is. */
function notPrimary(name, inTransaction) {
  const labels = inTransaction && !name.endsWith('Transaction') ? ['TransientTransactionError'] : ['RetryableWriteError'];
  return new MongoError(10107, 'not primary', { labels });
}

/** Thrown to close the client's connection without an answer. */
export class Hangup extends Error {}

/** Trouble on order. Everything is off until asked for; counted faults end by themselves. */
export class Faults {
  constructor() {
    this.clear();
  }

  clear() {
    this.clockOffsetMs = 0;
    this.transactionLifetimeMs = undefined;
    this.majorityDelayMs = 0;
    this.electionUntil = 0;
    this.delay = {};
    this.delayReply = {};
    this.dropReplyAfter = {};
    this.writeConflict = {};
    this.failCommand = [];
  }

  set(order, actions) {
    for (const [name, value] of Object.entries(order)) {
      switch (name) {
        case 'clear': this.clear(); break;
        case 'clockOffsetMs': case 'transactionLifetimeMs': case 'majorityDelayMs': this[name] = wholeNumber(value, name); break;
        case 'delay': case 'delayReply': case 'dropReplyAfter': Object.assign(this[name], counts(value, name)); break;
        case 'writeConflict': this.writeConflict = isNumber(value) ? { '*': wholeNumber(value, name) } : { ...this.writeConflict, ...counts(value, name) }; break;
        case 'failCommand': for (const item of Array.isArray(value) ? value : [value]) this.failCommand.push(failure(item)); break;
        case 'failover':
          actions.failOver();
          this.electionUntil = performance.now() + wholeNumber(value, name);
          break;
        case 'rollback': actions.rollback(wholeNumber(value, name)); break;
        default: throw badValue(`unknown fault '${name}'`);
      }
    }
  }

  /** Before a command runs. `inTransaction` because outside of one MongoDB repeats conflicting writes by itself. */
  async before(name, inTransaction) {
    if (this.delay[name] > 0) await sleep(this.delay[name]);
    if (performance.now() < this.electionUntil && !alwaysAnswered.includes(name)) throw notPrimary(name, inTransaction);
    const fail = this.failCommand.find(item => item.name === name && item.times > 0);
    if (fail) {
      if (--fail.times === 0) this.failCommand.splice(this.failCommand.indexOf(fail), 1);
      if (fail.closeConnection) throw new Hangup();
      throw new MongoError(fail.code, fail.message ?? `Failing command '${name}' as ordered (${codeName(fail.code)})`, { labels: fail.labels });
    }
    if (inTransaction && writes.includes(name)) {
      const key = this.writeConflict[name] > 0 ? name : '*';
      if (this.writeConflict[key] > 0) {
        this.writeConflict[key]--;
        throw writeConflict();
      }
    }
  }

  /** After a command has run, before its reply goes out. */
  async after(name) {
    if (this.delayReply[name] > 0) await sleep(this.delayReply[name]);
    if (this.dropReplyAfter[name] > 0) {
      this.dropReplyAfter[name]--;
      throw new Hangup();
    }
  }
}

function counts(value, name) {
  if (!isObject(value)) throw badValue(`${name} needs a document of command names and numbers`);
  return Object.fromEntries(Object.entries(value).map(([command, number]) => [command, wholeNumber(number, `${name}.${command}`)]));
}

function failure(item) {
  const { name, times = 1, code, labels = [], message, closeConnection = false, ...others } = isObject(item) ? item : {};
  if (typeof name !== 'string' || Object.keys(others).length || (code === undefined && !closeConnection)) {
    throw badValue('failCommand needs { name, times, code, labels?, message?, closeConnection? }');
  }
  return { name, times: Number(isNumber(times) ? numberOf(times) : NaN), code: code && wholeNumber(code, 'code'), labels, message, closeConnection };
}
