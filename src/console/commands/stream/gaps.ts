import { command, optional, outAll, outJson } from '../../command.ts';
import { idle, onOff } from '../../flags.ts';
import { table } from '../../table.ts';
import { showCount, showSize } from '../../units.ts';
import { confirmed, force, unconfirmed } from '../common-flags.ts';
import type { StreamInfo } from '../api-types.ts';
import { all, pickStream } from './pick.ts';

export const streamGaps = command({
  name: 'stream gaps',
  help: 'Detect gaps in the stream content that would be reported as deleted messages',
  differs: 'There are no prompts and no progress bars: it needs --force.',
  args: { stream: optional('Stream to act on', 'stream') },
  flags: {
    force: { ...force, help: 'Act without prompting' },
    progress: idle('There are no progress bars here'),
    json: onOff('Show detected gaps in JSON format'),
    all,
  },
  run: async (context, { stream }, flags) => {
    const { config, state } = await pickStream(context, stream, flags);
    const none = `No deleted messages in ${config.name}`;
    if (!state.num_deleted) return outAll(context, [...(flags.json ? ['{}'] : []), none]);
    if (!flags.force) {
      outAll(context, [
        'WARNING: Detecting gaps in a stream consumes the entire stream and can be resource intensive on the Server, Client and Network.',
        '',
        `Really detect gaps in stream ${config.name} with ${showCount(state.messages)} messages and ${showSize(state.bytes)} bytes`,
      ]);
    }
    confirmed(flags.force, unconfirmed);
    const js = await context.jetStream();
    const details = await js.ask<StreamInfo>(`STREAM.INFO.${config.name}`, {
      deleted_details: true,
    });
    const gaps = gapsIn(details.state.deleted ?? []);
    if (flags.json) return outJson(context, gaps);
    if (!gaps.length) return context.out(none);
    const found = gaps.length === 1 ? '1 gap' : `${showCount(gaps.length)} gaps`;
    const rows = gaps.map((gap) => gap.map(showCount));
    const head = ['First Message', 'Last Message'];
    outAll(context, [...table(`${found} found in Stream ${config.name}`, head, rows), '']);
  },
});

/** Runs of numbers that follow one another, as their first and their last. */
export function gapsIn(deleted: readonly number[]): [number, number][] {
  const gaps: [number, number][] = [];
  for (const seq of deleted) {
    const last = gaps.at(-1);
    if (last?.[1] === seq - 1) last[1] = seq;
    else gaps.push([seq, seq]);
  }
  return gaps;
}
