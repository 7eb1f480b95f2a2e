import { command, optional, outAll, outJson } from '../command.ts';
import { Problem } from '../problem.ts';
import { clock, showDuration } from '../units.ts';
import { json } from './common-flags.ts';

export const rtt = command({
  name: 'rtt',
  help: 'Compute round-trip time to NATS server',
  differs: 'The server is named as in the lab, since it has no address of its own.',
  args: { iterations: optional('How many round trips to do when testing') },
  flags: { json },
  run: async (context, { iterations = '5' }, { json }) => {
    const rounds = Number(iterations);
    if (!Number.isFinite(rounds)) {
      throw new Problem(`strconv.ParseFloat: parsing "${iterations}": invalid syntax`);
    }
    if (rounds < 1) throw new Problem('iterations: one round trip at least');
    const url = `nats://${context.server}`;
    const time = new Date().toISOString();
    const nats = await context.nats().catch((error: unknown) => {
      if (context.signal.aborted || !(error instanceof Problem)) throw error;
      context.out(`${clock()} Failed to compute rtt for ${url}: ${error.message}`);
      if (json) outJson(context, [{ url, results: [{ time, address: url, rtt: 0, url: '' }] }]);
      else outAll(context, [`${url}:`, '', `   ${url}: failed`, '']);
      for (const help of error.help) context.err(help);
    });
    if (!nats) return;
    context.trace?.(`RTT iterations for server: ${url}`);
    let total = 0;
    for (let i = 1; i <= Math.trunc(rounds); i++) {
      const start = performance.now();
      await nats.flush();
      const took = Math.round((performance.now() - start) * 1e6);
      context.trace?.(`#${i}:\trtt=${showDuration(took)}`);
      total += took;
    }
    context.trace?.('');
    const average = Math.trunc(total / Math.trunc(rounds));
    if (json) {
      return outJson(context, [{ url, results: [{ time, address: url, rtt: average, url }] }]);
    }
    outAll(context, [`${url}:`, '', `   ${url}: ${showDuration(average)}`, '']);
  },
});
