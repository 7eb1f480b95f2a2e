// @ts-check
// Runs a class as `npm run class` does, in a process that a test may kill: its options come as JSON, its address goes
// to the output.
import { register } from 'tsx/esm/api';

register();
const { runClass } = await import('../../cli/class/run.ts');
const running = await runClass({ ...JSON.parse(process.argv[2] ?? '{}'), hubEnded: () => {} });
console.log(
  JSON.stringify({
    attendees: running.attendees,
    trainers: running.trainers,
    folder: running.folder.path,
    hub: running.hub.pid(),
  }),
);
process.once('SIGTERM', () => void running.close());
