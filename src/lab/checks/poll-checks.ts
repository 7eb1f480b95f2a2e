import type { Monitor } from '../network/monitor-pages.ts';
import { sharedAnswers } from '../monitoring/shared-answers.ts';
import type { Check, CheckResult, CheckTools } from './check.ts';
import { attempt } from './eventually.ts';

/**
 * Answers a function that makes checks which belong together, again and again, on answers that polls share. Such
 * an answer may be older than what has been done since, so none of them comes to pass by it: where one that did
 * not pass now would, all are made once more, on answers that were asked for after that.
 */
export function pollChecks(
  checks: readonly Check[],
  tools: CheckTools,
  shared: Monitor,
): () => Promise<readonly CheckResult[]> {
  const make = (host: Monitor) =>
    Promise.all(
      checks.map((check) => {
        const { connect, config, wire, log } = tools;
        return attempt(() => check({ host, connect, config, wire, log }));
      }),
    );
  let known: readonly CheckResult[] = [];
  return async () => {
    const results = await make(shared);
    const news = results.some(({ type }, i) => type === 'pass' && known[i]?.type !== 'pass');
    known = news ? await make(sharedAnswers(() => tools.host)) : results;
    return known;
  };
}
