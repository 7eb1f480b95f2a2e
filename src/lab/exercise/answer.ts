import type { ExerciseTools } from './exercise.ts';

/** A line at a server, such as `hub$ nats stream ls`, or something else that a reader does in a lab. */
export type Deed = string | ((tools: ExerciseTools) => unknown);

/** A way in which a reader may do a step. It is tried right before the step's solution. */
export interface Answer {
  /** Tells the way from others, in a few words. */
  says: string;
  by: readonly Deed[];
  /** Takes it back as far as the solution needs that. */
  undo?: readonly Deed[];
}

/** A likely mistake: no page may tick the step for it. */
export interface WrongAnswer extends Answer {
  /** The words of a check by which the reader learns what is wrong. */
  seen: RegExp;
}

/** The answers to a step: mistakes, and ways other than the solution that are right as well. */
export interface StepAnswers {
  wrong?: readonly WrongAnswer[];
  right?: readonly Answer[];
}

/** The answers to the steps of a lab, by step. */
export type LabAnswers = Readonly<Record<string, StepAnswers>>;

/** Does what an answer consists of, in its order. */
export async function does(deeds: readonly Deed[], tools: ExerciseTools): Promise<void> {
  for (const deed of deeds) {
    if (typeof deed !== 'string') {
      await deed(tools);
      continue;
    }
    const [, server, line] = /^([\w-]+)\$ (.*)$/s.exec(deed)!;
    await tools.run(server!, line!);
  }
}

/** A subscription at a server and how it ends, for an answer that listens. */
export function listening(
  server: string,
  subject: string,
  more: { queue?: string; answer?: string } = {},
): Required<Pick<Answer, 'by' | 'undo'>> {
  const { queue, answer } = more;
  let end = () => {};
  return {
    by: [
      async ({ connect }) => {
        const client = await connect(server);
        const subscription = client.subscribe(subject, {
          ...(queue && { queue }),
          callback: (_, message) => {
            if (answer !== undefined) message.respond(new TextEncoder().encode(answer));
          },
        });
        end = () => subscription.unsubscribe();
        await client.flush();
      },
    ],
    undo: [
      async ({ connect }) => {
        end();
        await (await connect(server)).flush();
      },
    ],
  };
}

/** Restarts a server with a configuration that is made of the one it runs; and how that is taken back. */
export function restarted(
  server: string,
  change: (config: string) => string,
): Required<Pick<Answer, 'by' | 'undo'>> {
  let before = '';
  return {
    by: [
      (tools) => {
        before = tools.config(server);
        return tools.restart(server, change(before));
      },
    ],
    undo: [(tools) => tools.restart(server, before)],
  };
}
