import type { Rule } from '../rule.ts';

/** Tells of files and servers that were not looked at: without them, that nothing is found says nothing. */
export const leftOut: Rule = {
  id: 'left-out',
  severity: 'error',
  title: 'A file or a server was left out',
  *look({ notes }) {
    for (const { path, line = 1, words, severity } of notes)
      if (severity)
        yield {
          severity,
          place: { path, line },
          words,
          remedy:
            severity === 'error'
              ? 'Mend it, or do not name it if it is no part of this network: it was not looked at.'
              : 'All that is said here is of the rest.',
        };
  },
};
