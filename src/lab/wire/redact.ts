/** The text in the place of a secret. */
const hiddenSecret = '[hidden]';

const secrets = new Set(['pass', 'auth_token', 'nkey', 'sig', 'proxy_sig', 'jwt']);

/**
 * A copy of what an INFO or CONNECT says, with its secrets hidden.
 * A user name shows only beside a password: without one it is a token (a leaf node sends the token
 * of `nats-leaf://token@hub` as both `user` and `auth_token`).
 */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  // The server reads these names whatever their case.
  const hasPassword = entries.some(([name, v]) => name.toLowerCase() === 'pass' && v !== '');
  return Object.fromEntries(
    entries.map(([name, v]) => {
      const key = name.toLowerCase();
      const secret = secrets.has(key) || (key === 'user' && !hasPassword);
      return [name, secret ? hiddenSecret : redact(v)];
    }),
  );
}
