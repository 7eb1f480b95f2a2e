/** Subjects of the servers' and the clients' own machinery. */
const machinery = /^(\$SYS|\$LDS|\$G\.|_INBOX|_R_|\$JSC|\$NRG|_NRG)/;

/** Subjects in order, each once. Those of a domain's API, of which there are many, are one: `$JS.hub.API.…`. */
export const inBrief = (subjects: readonly string[]): string[] =>
  [...new Set(subjects.map((each) => each.replace(/^(\$JS\.[^.]+\.API\.).*/, '$1…')))].sort();

/** Whether a subject is one that people use, rather than what serves them underneath. */
export const isPlain = (subject: string): boolean => !machinery.test(subject);
