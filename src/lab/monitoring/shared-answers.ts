import { questionOf, type Monitor } from '../network/monitor-pages.ts';

/** How long an answer is good for others who ask the same, in milliseconds. */
const goodFor = 200;

/**
 * Monitoring for polls: those that ask a server the same question while the answer is under way, or shortly
 * after, share it. Commands and solutions ask the host itself.
 * @param told takes each answer that comes
 */
export function sharedAnswers(
  host: () => Monitor,
  told: (question: string, answer: unknown) => void = () => {},
): Monitor {
  const asked = new Map<string, { answer: Promise<unknown>; until: number }>();

  function forgetOld() {
    const now = performance.now();
    for (const [question, { until }] of asked) if (until <= now) asked.delete(question);
  }

  async function ask(question: string, answer: Promise<unknown>): Promise<void> {
    const kept = { answer, until: Infinity };
    asked.set(question, kept);
    // An error is not shared: the next call asks again.
    await answer.then(
      (given) => {
        kept.until = performance.now() + goodFor;
        told(question, given);
      },
      () => asked.delete(question),
    );
  }

  return {
    monitor: async (...query) => {
      forgetOld();
      const question = questionOf(...query);
      if (!asked.has(question)) void ask(question, host().monitor(...query));
      return (await asked.get(question)!.answer) as never;
    },
  };
}
