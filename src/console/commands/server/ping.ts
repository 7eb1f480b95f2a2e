import { optional } from '../../command.ts';
import { onOff } from '../../flags.ts';
import { countOf } from '../report-flags.ts';
import { serverCommand } from './source.ts';

export const serverPing = serverCommand({
  name: 'server ping',
  help: 'Ping all servers',
  args: { expect: optional('How many servers to expect') },
  flags: { id: onOff('Include the Server ID in the output') },
  run: async (context, { expect }, { id }, servers) => {
    const wanted = countOf(expect);
    const found = await servers.stats({ wait: wanted });
    for (const { server, rtt } of found) {
      const name = server.name.padEnd(60);
      context.out(`${id ? `${server.id} ` : ''}${name} rtt=${milliseconds(rtt)}`);
    }
    const times = found.map(({ rtt }) => Math.floor(rtt));
    const average = times.reduce((sum, time) => sum + time, 0) / times.length;
    context.out('');
    context.out('---- ping statistics ----');
    context.out(
      times.length
        ? `${times.length} replies max: ${Math.max(...times).toFixed(2)} min: ${Math.min(...times).toFixed(2)} avg: ${average.toFixed(2)}`
        : 'no responses received',
    );
    const expected = wanted ?? found[0]?.statsz.active_servers ?? found.length;
    if (expected !== found.length) {
      context.out('');
      context.out(`Missing ${expected - found.length} server(s)`);
    }
  },
});

/** A time as Go writes it, as far as the clock tells it. */
const milliseconds = (time: number): string =>
  time < 1 ? `${Math.round(time * 1e3)}µs` : `${Number(time.toFixed(3))}ms`;
