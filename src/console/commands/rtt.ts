import { command, optional, outAll } from '../command.ts';
import { onOff } from '../flags.ts';
import { Problem } from '../problem.ts';
import { showDuration } from '../units.ts';

export const rtt = command({
  name: 'rtt',
  help: 'Compute round-trip time to NATS server',
  differs: 'The server is named as in the lab; it has no address of its own.',
  args: { iterations: optional('How many round trips to do when testing') },
  flags: { json: onOff('Produce JSON output', { short: 'j' }) },
  run: async (run, { iterations = '5' }, { json }) => {
    const rounds = Number(iterations);
    if (!Number.isInteger(rounds) || rounds < 1) {
      throw new Problem(`parsing "${iterations}": expected a whole number`);
    }
    const nats = await run.nats();
    const start = performance.now();
    for (let i = 0; i < rounds; i++) await nats.flush();
    const nanos = Math.round(((performance.now() - start) / rounds) * 1e6);
    const url = `nats://${run.server}`;
    if (json) return run.out(JSON.stringify([{ url, time: nanos }], undefined, 2));
    outAll(run, [`${url}:`, '', `   ${url}: ${showDuration(nanos)}`, '']);
  },
});
