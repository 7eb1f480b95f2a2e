import type * as Prism from 'prismjs';

/** nats-server's configuration language. */
const nats: Prism.Grammar = {
  comment: { pattern: /(^|\s)(?:#|\/\/).*/, lookbehind: true },
  property: { pattern: /(^|[{\s,])[\w$-]+(?=\s*[:={])/m, lookbehind: true },
  string: /"(?:\\.|[^"\\])*"|'[^']*'/,
  variable: /\$[\w.]+/,
  boolean: /\b(?:true|false|on|off|yes|no)\b/i,
  number: /\b\d+(?:ms|[smhd]|[kmgt]i?b?)?\b/i,
  punctuation: /[{}[\]:,=]/,
};

/** Commands as typed: a `$` begins one, all other lines are what it printed. */
const console: Prism.Grammar = {
  comment: /^#.*/m,
  command: {
    pattern: /^\$ .*(?:\\\n.*)*/m,
    inside: {
      prompt: /^\$ /,
      string: /"(?:\\.|[^"\\])*"|'[^']*'/,
      keyword: { pattern: /(\s)--?[\w-]+/, lookbehind: true },
    },
  },
};

/** Docusaurus asks this module for the languages that prism-react-renderer does not bring along. */
export default function prismIncludeLanguages({ languages }: typeof Prism): void {
  Object.assign(languages, { nats, conf: nats, console });
}
