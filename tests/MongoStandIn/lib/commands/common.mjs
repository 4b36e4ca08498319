import { MongoError } from '../errors.mjs';

export function collectionName(name) {
  if (typeof name !== 'string' || name === '') throw new MongoError(73, 'collection name has invalid type or is empty');
  return name;
}

/** Refuses what is not implemented rather than ignoring it. */
export function only(document, allowed, what) {
  for (const name of Object.keys(document)) {
    if (!allowed.includes(name)) throw new MongoError(40415, `${what} has the unknown or unimplemented field '${name}'`);
  }
}
