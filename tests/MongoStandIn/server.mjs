// A stand-in for MongoDB in tests; see README.md. Prints "listening <port>" when clients may connect.
import { parseArgs } from 'node:util';
import { Server } from './lib/server.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, 'replica-set': { type: 'string' }, standalone: { type: 'boolean', default: false }, 'exit-with-stdin': { type: 'boolean', default: false } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write('--port needs a number from 0 to 65535\n');
  process.exit(2);
}
if (values['exit-with-stdin']) {
  // A test process that dies closes this end, so nothing is left behind.
  process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0)).resume();
}
const bound = await new Server({ replicaSet: values['replica-set'], standalone: values.standalone }).listen(port);
process.stdout.write(`listening ${bound}\n`);
