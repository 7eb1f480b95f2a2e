import type { ConsoleContext } from './command.ts';
import { runLine } from './run.ts';

/**
 * Runs a line to its end.
 * @returns the output
 * @throws Error with the output, if the line fails or does not end in time
 */
export async function runWhole(
  line: string,
  context: Omit<ConsoleContext, 'out' | 'err' | 'signal'>,
  timeoutMs = 30_000,
): Promise<string> {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const signal = AbortSignal.timeout(timeoutMs);
  const code = await runLine(line, { ...context, out: print, err: print, signal });
  const output = printed.join('\n');
  if (code !== 0) throw new Error(signal.aborted ? `${line} did not end. ${output}` : output);
  return output;
}
