// One of several servers in a test, in a process of its own that can be killed: settings as JSON in, its address out.
import { type JobServerSettings, startJobServer } from './start-server.ts';

const settings = JSON.parse(process.argv[2] ?? '') as JobServerSettings;
const server = await startJobServer(settings);
process.stdout.write(`${server.url}\n`);
process.stdin.once('data', () => void server.close().then(() => process.exit(0)));
