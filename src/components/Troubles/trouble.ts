import type { Trouble } from '../../site-data/trouble-entry.ts';

/** An issue as one would write it. */
export const issueWords = (issue: number | string): string =>
  typeof issue === 'number' ? `#${issue}` : issue.replace(/^nats-io\//, '');

/** Answers the address of the discussion on GitHub. */
export function issueUrl(issue: number | string): string {
  const [repository, number] =
    typeof issue === 'number' ? ['nats-io/nats-server', issue] : issue.split('#');
  return `https://github.com/${repository}/issues/${number}`;
}

/** Those that have each word in what is told of them, in any case. */
export function matching(troubles: readonly Trouble[], words: string): readonly Trouble[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return troubles.filter((trouble) => {
    const { title, symptom, description, issues } = trouble;
    const text = [title, symptom, description, ...issues.map(issueWords)].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
