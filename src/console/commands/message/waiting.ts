import { Events, NatsError } from '../../../nats/nats-client.ts';
import type { NatsConnection } from '../../../nats/connect.ts';
import type { CommandContext } from '../../command.ts';
import { clientWords } from '../../console-errors.ts';
import { clock } from '../../units.ts';

/** Waits for a time, or until the signal. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

/** Tells of a connection that is lost and found again, for as long as it lives. */
export async function tellStatus(
  nats: NatsConnection,
  { out, err }: Pick<CommandContext, 'out' | 'err'>,
): Promise<void> {
  for await (const { type } of nats.status()) {
    if (type === Events.Disconnect)
      out(`${clock()} >>> Disconnected due to: EOF, will attempt reconnect`);
    else if (type === Events.Reconnect) err('Reconnected');
  }
}

/** Tells of a subscription that a permission forbids. The command waits on, as that of the CLI does. */
export function goesOn(error: Error, { out, err }: Pick<CommandContext, 'out' | 'err'>): boolean {
  if (!(error instanceof NatsError) || error.code !== 'PERMISSIONS_VIOLATION') return false;
  out(`${clock()} >>> Unexpected NATS error: ${clientWords(error)}`);
  err('No message will come: Ctrl-C ends it.');
  return true;
}

/** Says why --translate is left out. */
export const noPrograms =
  'A page runs no programs: --translate is left out, and bodies are shown as they are.';

/** Runs something at Ctrl-C, while the output of the command is still printed. */
export function onInterrupt({ signal }: Pick<CommandContext, 'signal'>, run: () => void): void {
  signal.addEventListener('abort', run, { once: true });
}

/** Says what the CLI says before it reads its standard input, and that there is none here. */
export function emptyInput(context: Pick<CommandContext, 'out' | 'err'>, quiet = false): void {
  if (!quiet) context.out(`${clock()} Reading payload from STDIN`);
  context.err(`There is no STDIN here: the body is empty. Write '' for that, or give one.`);
}

/**
 * Watches for subjects that a permission forbids, and tells of each as the CLI does.
 * @returns a function that answers the words of the last refusal, once the server has answered a flush
 */
export function watchRefusals(
  nats: NatsConnection,
  context: Pick<CommandContext, 'out'>,
): () => Promise<string | undefined> {
  let last: string | undefined;
  const watch = async () => {
    for await (const { type, permissionContext: refused } of nats.status()) {
      if (type !== Events.Error || !refused) continue;
      const what = refused.operation === 'publish' ? 'Publish' : 'Subscription';
      last = `nats: permissions violation: Permissions Violation for ${what} to "${refused.subject}"`;
      context.out(`${clock()} >>> Unexpected NATS error: ${last}`);
    }
  };
  void watch();
  return async () => {
    // The event and the answer to the flush may have come at once: a second answer comes later.
    await nats.flush();
    return last;
  };
}
