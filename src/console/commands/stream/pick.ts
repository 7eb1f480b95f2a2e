import { optional, type CommandContext } from '../../command.ts';
import { clientWords } from '../../console-errors.ts';
import { onOff } from '../../flags.ts';
import { checkStreamName, isPlain } from '../../names.ts';
import { Problem, saying } from '../../problem.ts';
import type { StreamInfo } from '../api-types.ts';

/** A flag of all commands below `stream`. */
export const all = onOff(
  'When listing or selecting streams show all streams including system ones',
  { short: 'a' },
);

/** A stream's name, which is asked for where it is missing; see `pickStream`. */
export const streamArg = optional('Stream name', 'stream');

export const noSelect = onOff('Do not select streams from a list');

/**
 * Loads a stream by its name. Where there is none, the `nats` CLI lets its user pick another: the streams to pick
 * from are named here.
 * @throws Problem in the CLI's words with --no-select, or without a terminal
 */
export async function pickStream(
  context: CommandContext,
  name: string | undefined,
  { all = false, doing = 'could not pick a Stream to operate on' } = {},
): Promise<StreamInfo> {
  const picking = saying(doing);
  const js = await context.jetStream();
  let refusal: Problem | undefined;
  if (name) {
    try {
      checkStreamName(name);
      return await js.ask<StreamInfo>(`STREAM.INFO.${name}`);
    } catch (error) {
      refusal = error instanceof Problem ? error : new Problem(clientWords(error));
    }
  }
  const names = await js.all<string>('STREAM.NAMES', 'streams').catch(picking);
  if (refusal && names.includes(name!)) throw refusal;
  const known = names.filter((each) => all || isPlain(each)).sort();
  const help = [
    ...(refusal ? [`That name was answered with: ${refusal.message}`] : []),
    ...(known.length ? [`Streams here: ${known.join(', ')}`] : []),
  ];
  return picking(new Problem(notPicked(name, known), ...help));
}

function notPicked(name: string | undefined, known: string[]): string {
  if (!known.length) return 'no Streams are defined';
  return name
    ? `unknown stream ${JSON.stringify(name)}`
    : 'cannot pick a Stream without a terminal and no Stream name supplied';
}
