import { command, optional, outAll, outJson } from '../command.ts';
import { Problem } from '../problem.ts';
import { showDuration } from '../units.ts';
import { json } from './common-flags.ts';

export const rtt = command({
  name: 'rtt',
  help: 'Compute round-trip time to NATS server',
  differs: 'The server is named as in the lab; it has no address of its own.',
  args: { iterations: optional('How many round trips to do when testing') },
  flags: { json },
  run: async (context, { iterations = '5' }, { json }) => {
    const rounds = Number(iterations);
    if (!Number.isInteger(rounds) || rounds < 1) {
      throw new Problem(`strconv.ParseFloat: parsing "${iterations}": invalid syntax`);
    }
    const nats = await context.nats();
    const time = new Date();
    const start = performance.now();
    for (let i = 0; i < rounds; i++) await nats.flush();
    const nanos = Math.round(((performance.now() - start) / rounds) * 1e6);
    const url = `nats://${context.server}`;
    if (json) {
      return outJson(context, [{ url, results: [{ time, address: url, rtt: nanos, url }] }]);
    }
    outAll(context, [`${url}:`, '', `   ${url}: ${showDuration(nanos)}`, '']);
  },
});
