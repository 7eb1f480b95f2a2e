import { errorText } from '../../lab/error-text.ts';
import { doSteps, stepsBefore } from '../../lab/exercise/do-steps.ts';
import type { ExerciseStep } from '../../lab/exercise/exercise.ts';
import { stopWithRun } from './stop-with-run.ts';
import type { PageLab } from './context.ts';
import { noteDone } from './done-now.ts';
import { tellLab } from './lab-news.ts';
import type { KeptConfigs } from './kept-configs.ts';

/**
 * Starts a lab and does the steps that come before one, by their solutions. Then the servers take the configurations that
 * the reader had applied; one that a server refuses stays in the editor.
 */
export async function bringTo(lab: PageLab, step: ExerciseStep, kept: KeptConfigs): Promise<void> {
  const { session, exercise, tools, bringing } = lab;
  const { servers } = session.topology;
  // Solutions begin at the original configurations.
  session.startWith(Object.fromEntries(servers.map(({ name, config }) => [name, config])));
  await session.start();
  if (session.snapshot.get().state.type !== 'running') return;
  const { stop, unsubscribe } = stopWithRun(session);
  const cancel = () => stop.abort(new Error('cancelled'));
  const say = (words: string) => bringing.set({ type: 'doing', words, cancel });
  const before = stepsBefore(exercise!, step.id);
  const numberOf = ({ id }: ExerciseStep) => exercise!.steps.findIndex((one) => one.id === id) + 1;
  let at = before[0];
  try {
    await doSteps(before, tools, {
      signal: stop.signal,
      onDone: ({ id }) => {
        tellLab({ lab: lab.name, what: 'caught-up', step: id });
        noteDone(lab, id);
      },
      onStep: (next) => {
        at = next;
        say(`Step ${numberOf(next)} of ${before.length}: ${next.title}…`);
      },
    });
    const refused = await applyKept(lab, kept, say, stop.signal);
    bringing.set({
      type: 'ended',
      words: [`The servers are ready for step ${numberOf(step)}.`, ...refused].join(' '),
    });
  } catch (error) {
    const why = stop.signal.aborted ? 'Cancelled' : `That did not work: ${errorText(error)}`;
    const words = `${why}. The servers are where step ${at ? numberOf(at) : 1} was begun.`;
    bringing.set({ type: 'ended', words });
  } finally {
    unsubscribe();
  }
}

/** Has servers run the configurations that they had. Answers a sentence for each that is refused. */
async function applyKept(
  { session }: PageLab,
  kept: KeptConfigs,
  say: (words: string) => void,
  signal: AbortSignal,
): Promise<string[]> {
  const refused: string[] = [];
  for (const [server, config] of Object.entries(kept)) {
    signal.throwIfAborted();
    if (session.snapshot.get().configs[server] === config) continue;
    say(`Applying your configuration of ${server}…`);
    await session
      .apply(server, config)
      .catch(() => session.restart(server, config))
      .catch((error: unknown) => {
        refused.push(`${server} refused your configuration: ${errorText(error)}`);
      });
  }
  return refused;
}
