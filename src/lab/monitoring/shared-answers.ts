import type { Monitor } from '../network/monitor-pages.ts';

/** How long an answer is good for others who ask the same, in milliseconds. */
const goodFor = 200;

/**
 * Monitoring for polls: those that ask a server the same question while the answer is under way, or shortly
 * after, share it. Commands and solutions ask the host itself.
 */
export function sharedAnswers(host: () => Monitor): Monitor {
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
      () => (kept.until = performance.now() + goodFor),
      () => asked.delete(question),
    );
  }

  return {
    monitor: async (...query) => {
      forgetOld();
      const question = JSON.stringify(query);
      if (!asked.has(question)) void ask(question, host().monitor(...query));
      return (await asked.get(question)!.answer) as never;
    },
  };
}
