const names = {
  2: 'BadValue', 8: 'UnknownError', 9: 'FailedToParse', 11: 'UserNotFound', 14: 'TypeMismatch', 17: 'ProtocolError', 20: 'IllegalOperation',
  26: 'NamespaceNotFound', 27: 'IndexNotFound', 28: 'PathNotViable', 40: 'ConflictingUpdateOperators', 43: 'CursorNotFound', 48: 'NamespaceExists',
  50: 'MaxTimeMSExpired', 52: 'DollarPrefixedFieldName', 54: 'NotSingleValueField', 59: 'CommandNotFound', 66: 'ImmutableField', 67: 'CannotCreateIndex',
  72: 'InvalidOptions', 73: 'InvalidNamespace', 85: 'IndexOptionsConflict', 86: 'IndexKeySpecsConflict', 91: 'ShutdownInProgress', 100: 'UnsatisfiableWriteConcern',
  112: 'WriteConflict', 117: 'ConflictingOperationInProgress', 189: 'PrimarySteppedDown', 206: 'NoSuchSession', 225: 'TransactionTooOld', 238: 'NotImplemented',
  251: 'NoSuchTransaction', 256: 'TransactionCommitted', 263: 'OperationNotSupportedInTransaction', 10107: 'NotWritablePrimary', 10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey', 11600: 'InterruptedAtShutdown', 11601: 'Interrupted', 11602: 'InterruptedDueToReplStateChange', 40415: 'IDLUnknownField',
};

export const codeName = code => names[code] ?? `Location${code}`;

/** A refusal in MongoDB's own form; `extra` joins the reply or the write error. */
export class MongoError extends Error {
  constructor(code, message, { labels = [], ...extra } = {}) {
    super(message);
    this.code = code;
    this.labels = labels;
    this.extra = extra;
  }

  toReply() {
    const reply = { ok: 0, errmsg: this.message, code: this.code, codeName: codeName(this.code), ...this.extra };
    if (this.labels.length) reply.errorLabels = this.labels;
    return reply;
  }
}

export const badValue = message => new MongoError(2, message);
export const failedToParse = message => new MongoError(9, message);
export const notImplemented = what => new MongoError(238, `The stand-in does not implement ${what}`);
const transient = ['TransientTransactionError'];
export const writeConflict = () => new MongoError(112, 'Write conflict during plan execution and yielding is disabled. Please retry your operation or multi-document transaction.', { labels: transient });
export const noSuchTransaction = why => new MongoError(251, why, { labels: transient });

/** What nobody foresaw, most often a malformed command. */
export function unexpected(error) {
  process.stderr.write(`${error.stack}\n`);
  return new MongoError(8, `The stand-in failed: ${error.message}`);
}

/** Thrown by a write outside transactions that met an open transaction's uncommitted write: it waits for the end and starts over. */
export class Blocked extends Error {
  constructor(transaction) {
    super('blocked');
    this.transaction = transaction;
  }
}
