import type { Signing } from '../credentials/keyring.ts';
import type { Cut } from '../network/host.ts';
import type { ExerciseTools } from './exercise.ts';

/** Something that a text asks its reader to do to a link or a server. */
export type Act =
  | { cut: string; how?: Cut }
  | { heal: string }
  /** `delay` in milliseconds, each way; 0 makes the link as fast as it was. */
  | { slow: string; delay: number }
  | { stop: string }
  | { start: string }
  | { crash: string }
  /** Forgets what a server that is stopped has stored. */
  | { wipe: string }
  | { saveDisk: string }
  | { restoreDisk: string }
  /** Ends a command that runs on, by the line that it was given as. */
  | { end: string; at: string }
  /**
   * Gives a server a configuration: by a reload where the server allows it, else by a restart on its
   * data. `refused`: the words of a server that is meant to refuse it. It then runs on as it did.
   */
  | { configure: string; config: string; says: string; refused?: string }
  | Signing;

/** Rejects with the server's own words. */
export async function perform(act: Act, tools: ExerciseTools): Promise<void> {
  const { host } = tools;
  if ('cut' in act) return host.cutLink(act.cut, act.how ?? 'refused');
  if ('heal' in act) return host.healLink(act.heal);
  if ('slow' in act) return host.shapeLink(act.slow, { delay: act.delay });
  if ('stop' in act) return host.stopServer(act.stop);
  if ('start' in act) return tools.apply(act.start, tools.config(act.start));
  if ('crash' in act) return host.crashServer(act.crash);
  if ('wipe' in act) return host.wipeServer(act.wipe);
  if ('saveDisk' in act) return host.saveDisk(act.saveDisk);
  if ('restoreDisk' in act) return host.restoreDisk(act.restoreDisk);
  if ('end' in act) return tools.end(act.at, act.end);
  if (isSigning(act)) return tools.sign(act);
  const applied = tools.apply(act.configure, act.config);
  await (act.refused ? applied : applied.catch(() => tools.restart(act.configure, act.config)));
}

/** Answers the label of the act's button. */
export function wordsOf(act: Act): string {
  if ('cut' in act) {
    return act.how === 'silent' ? `Cut the link ${act.cut} in silence` : `Cut the link ${act.cut}`;
  }
  if ('heal' in act) return `Heal the link ${act.heal}`;
  if ('slow' in act) {
    return act.delay === 0
      ? `Make the link ${act.slow} fast again`
      : `Delay the link ${act.slow} by ${act.delay} ms each way`;
  }
  if ('stop' in act) return `Stop ${act.stop}`;
  if ('start' in act) return `Start ${act.start}`;
  if ('crash' in act) return `Crash ${act.crash}`;
  if ('wipe' in act) return `Wipe what ${act.wipe} stored`;
  if ('saveDisk' in act) return `Copy the disk of ${act.saveDisk}`;
  if ('restoreDisk' in act) return `Put the copied disk of ${act.restoreDisk} back`;
  if ('end' in act) return `Stop “${act.end}” at ${act.at}`;
  if (isSigning(act)) return wordsOfSigning(act);
  return act.says;
}

/** The link or the server that an act is done to. */
export function targetOf(act: Act): { kind: 'link' | 'server'; name: string } {
  if ('cut' in act) return { kind: 'link', name: act.cut };
  if ('heal' in act) return { kind: 'link', name: act.heal };
  if ('slow' in act) return { kind: 'link', name: act.slow };
  if ('stop' in act) return { kind: 'server', name: act.stop };
  if ('start' in act) return { kind: 'server', name: act.start };
  if ('crash' in act) return { kind: 'server', name: act.crash };
  if ('wipe' in act) return { kind: 'server', name: act.wipe };
  if ('saveDisk' in act) return { kind: 'server', name: act.saveDisk };
  if ('restoreDisk' in act) return { kind: 'server', name: act.restoreDisk };
  if ('end' in act || isSigning(act)) return { kind: 'server', name: act.at };
  return { kind: 'server', name: act.configure };
}

const isSigning = (act: Act): act is Signing =>
  'addUser' in act || 'revoke' in act || 'limit' in act;

function wordsOfSigning(act: Signing): string {
  if ('revoke' in act) return `Revoke the user ${act.revoke}`;
  if ('limit' in act) {
    const limits = Object.entries(act.limits).map(([name, value]) => `${name} ${value}`);
    return `Limit the account ${act.limit}: ${limits.join(', ')}`;
  }
  const lifetime = act.lifetime === undefined ? '' : `, for ${act.lifetime} seconds`;
  return `Give ${act.at} the credentials of a new user, ${act.addUser}${lifetime}`;
}
