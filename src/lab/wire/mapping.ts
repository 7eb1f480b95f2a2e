/** The parts of the JetStream API that a server takes under the name of its domain; see `generateJSMappingTable`. */
const api = /^(INFO$|(STREAM|CONSUMER|DIRECT|META|SERVER|ACCOUNT)\.)/;
/** Subjects of key-value and object buckets: mapping only takes the prefix off. */
const views = /^\$(KV|OBJ)\./;

/**
 * Maps a subject at the server whose domain it names: the domain is taken out, and the request is one
 * of the server's own JetStream. Undefined where no mapping applies.
 * @param domain that of the server
 */
export function mappedAt(subject: string, domain: string): string | undefined {
  const prefix = `$JS.${domain}.API.`;
  if (!subject.startsWith(prefix)) return undefined;
  const rest = subject.slice(prefix.length);
  if (views.test(rest)) return rest;
  return api.test(rest) ? `$JS.API.${rest}` : undefined;
}
