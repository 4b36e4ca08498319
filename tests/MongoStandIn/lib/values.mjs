// BSON values and their order. Every value has a byte-wise comparable text (one character per byte, U+0000-U+00FF), so equality, sorting and index
// keys are all comparisons of such texts. Each encoding ends itself, so encodings may be joined without one running into the next.
import { Int32, Double, Long } from 'bson';
import { badValue, notImplemented } from './errors.mjs';

export const Kind = {
  minKey: 1, emptyArray: 3, null: 5, number: 10, string: 15, object: 20, array: 25, binary: 30, objectId: 35, boolean: 40, date: 45, timestamp: 47,
  regex: 50, maxKey: 127,
};

const bsonKinds = {
  Int32: Kind.number, Double: Kind.number, Long: Kind.number, Binary: Kind.binary, ObjectId: Kind.objectId, Timestamp: Kind.timestamp, BSONRegExp: Kind.regex,
  MinKey: Kind.minKey, MaxKey: Kind.maxKey,
};

export function kindOf(value) {
  if (value === null || value === undefined) return Kind.null;
  switch (typeof value) {
    case 'string': return Kind.string;
    case 'boolean': return Kind.boolean;
    case 'number': return Kind.number;
  }
  if (Array.isArray(value)) return Kind.array;
  if (value instanceof Date) return Kind.date;
  if (value._bsontype === undefined) return Kind.object;
  const kind = bsonKinds[value._bsontype];
  if (kind === undefined) throw notImplemented(`comparing values of BSON type ${value._bsontype}`);
  return kind;
}

export const isObject = value => typeof value === 'object' && value !== null && value._bsontype === undefined && !Array.isArray(value) && !(value instanceof Date);
export const isNumber = value => kindOf(value) === Kind.number;

/** A JavaScript number, or a bigint where a number would lose digits; the two compare exactly with < and ==. */
export function numberOf(value) {
  if (typeof value === 'number') return value;
  if (value._bsontype !== 'Long') return value.value;
  const number = value.toNumber();
  return Number.isSafeInteger(number) ? number : value.toBigInt();
}

/** A whole number argument (limit, batchSize, ...). */
export function wholeNumber(value, name) {
  const number = isNumber(value) ? Number(numberOf(value)) : NaN;
  if (!Number.isInteger(number)) throw badValue(`${name} must be a whole number`);
  return number;
}

export const truthy = value => {
  switch (kindOf(value)) {
    case Kind.null: return false;
    case Kind.boolean: return value;
    case Kind.number: return numberOf(value) != 0;
    default: return true;
  }
};

const scratch = new DataView(new ArrayBuffer(8));

function encodeNumber(number) {
  if (number !== number) return '\0\0\0\0\0\0\0\0\0\0';
  let double = number, rest = 0;
  if (typeof number === 'bigint') {
    double = Number(number);
    rest = Number(number - BigInt(double)); // at most 512 either way: the digits a double cannot hold
  }
  scratch.setFloat64(0, double === 0 ? 0 : double);
  let high = scratch.getUint32(0), low = scratch.getUint32(4);
  if (high & 0x80000000) { high = ~high; low = ~low; } else { high |= 0x80000000; }
  rest += 0x8000;
  return String.fromCharCode(
    high >>> 24, (high >>> 16) & 255, (high >>> 8) & 255, high & 255, low >>> 24, (low >>> 16) & 255, (low >>> 8) & 255, low & 255, rest >> 8, rest & 255);
}

const plain = /^[\x02-\x7f]*$/;
/** UTF-8 bytes without terminator; usable as a prefix. */
export function encodeText(text) {
  if (plain.test(text)) return text;
  return Buffer.from(text, 'utf8').toString('latin1').replace(/[\0\x01]/g, c => (c === '\0' ? '\x01\x01' : '\x01\x02'));
}

const latin1 = bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** The comparable text; missing counts as null. */
export function encode(value) {
  const kind = kindOf(value), head = String.fromCharCode(kind);
  switch (kind) {
    case Kind.null: case Kind.minKey: case Kind.maxKey: return head;
    case Kind.number: return head + encodeNumber(numberOf(value));
    case Kind.string: return head + encodeText(value) + '\0';
    case Kind.boolean: return head + (value ? '\x01' : '\0');
    case Kind.date: return head + encodeNumber(value.getTime());
    case Kind.objectId: return head + latin1(value.id);
    case Kind.timestamp: return head + encodeNumber(value.toBigInt());
    case Kind.regex: return head + encodeText(value.pattern) + '\0' + encodeText(value.options) + '\0';
    case Kind.binary: {
      const n = value.position;
      return head + String.fromCharCode(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255, value.sub_type) + latin1(value.buffer.subarray(0, n));
    }
    case Kind.array: {
      let text = head;
      for (const item of value) text += encode(item);
      return text + '\0';
    }
    default: {
      let text = head;
      for (const name in value) text += String.fromCharCode(kindOf(value[name])) + encodeText(name) + '\0' + encode(value[name]);
      return text + '\0';
    }
  }
}

/** Turns the order of a comparable text round. */
export function invert(text) {
  let turned = '';
  for (let i = 0; i < text.length; i++) turned += String.fromCharCode(255 - text.charCodeAt(i));
  return turned;
}

export function compare(a, b) {
  if (typeof a === 'string' && typeof b === 'string' && plain.test(a) && plain.test(b)) return a < b ? -1 : a > b ? 1 : 0;
  const x = encode(a), y = encode(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export const equal = (a, b) => compare(a, b) === 0;

/** The same BSON, types and order of fields included. */
export function identical(a, b) {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => identical(item, b[i]));
  if (a._bsontype !== b._bsontype || a instanceof Date !== b instanceof Date || Array.isArray(b)) return false;
  if (a._bsontype === 'Decimal128') return a.toString() === b.toString();
  if (!isObject(a)) return encode(a) === encode(b);
  const names = Object.keys(a), others = Object.keys(b);
  return names.length === others.length && names.every((name, i) => name === others[i] && identical(a[name], b[name]));
}

/** Copies objects and arrays; the values in them are immutable and shared. */
export function clone(value) {
  if (Array.isArray(value)) return value.map(clone);
  if (!isObject(value)) return value;
  const copy = {};
  for (const name in value) copy[name] = clone(value[name]);
  return copy;
}

const longMin = -(2n ** 63n), longMax = 2n ** 63n - 1n;

/** Arithmetic with MongoDB's types: a double stays one, otherwise an int grows into a long; a long that overflows is refused. */
export function arithmetic(a, b, operation) {
  for (const operand of [a, b]) if (!isNumber(operand)) throw new Error('arithmetic needs numbers');
  const isDouble = value => (value._bsontype === 'Double') || (typeof value === 'number' && !Number.isInteger(value));
  if (isDouble(a) || isDouble(b)) return new Double(operation(Number(numberOf(a)), Number(numberOf(b))));
  const result = operation(BigInt(numberOf(a)), BigInt(numberOf(b)));
  if (result < longMin || result > longMax) throw badValue('the result does not fit 64 bits');
  const isLong = a._bsontype === 'Long' || b._bsontype === 'Long';
  return !isLong && result >= -(2n ** 31n) && result < 2n ** 31n ? new Int32(Number(result)) : Long.fromBigInt(result);
}
