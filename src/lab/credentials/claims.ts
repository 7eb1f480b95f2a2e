import { fromSeed } from '@nats-io/jwt';

/** What a JWT of NATS says, as far as a configuration is read by it. Its signature is not checked: that is a server's. */
export interface Claims {
  /** The JWT itself. */
  jwt: string;
  type: 'operator' | 'account' | 'user';
  name: string;
  /** The public key of the one that it is about. */
  subject: string;
  /** The public key by which it was signed. */
  issuer: string;
  /** The account of a user, where a signing key of it has signed. */
  issuerAccount: string | undefined;
  /** Keys that sign for the operator or the account. */
  signingKeys: string[];
  /** The system account that an operator names. */
  systemAccount: string | undefined;
  /** All that it says of NATS, by the names of the JWT. */
  nats: Record<string, unknown>;
  /** When it expires, in seconds since the Unix epoch. */
  expires: number | undefined;
}

const jwtPattern = /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/g;

/** Finds the JWTs in a text: a `.creds` file, a `.jwt` file, a configuration that preloads a resolver. */
export const claimsIn = (text: string): Claims[] =>
  (text.match(jwtPattern) ?? []).flatMap((jwt) => claimsOf(jwt) ?? []);

/** Reads what a JWT says, if it is one of an operator, an account or a user. */
function claimsOf(jwt: string): Claims | undefined {
  try {
    const body = JSON.parse(decoded(jwt.split('.')[1]!)) as Record<string, unknown>;
    const nats = (body.nats ?? {}) as Record<string, unknown>;
    const type = nats.type ?? body.type;
    const { name, sub, iss } = body;
    if (type !== 'operator' && type !== 'account' && type !== 'user') return undefined;
    if (typeof sub !== 'string' || typeof iss !== 'string') return undefined;
    return {
      jwt,
      type,
      name: typeof name === 'string' && name !== '' ? name : sub,
      subject: sub,
      issuer: iss,
      issuerAccount: text(nats.issuer_account),
      signingKeys: keysIn(nats.signing_keys),
      systemAccount: text(nats.system_account),
      nats,
      expires: typeof body.exp === 'number' ? body.exp : undefined,
    };
  } catch {
    return undefined;
  }
}

/** The public key of a seed, or nothing if it is none. */
export function publicKeyOfSeed(seed: string): string | undefined {
  try {
    return fromSeed(new TextEncoder().encode(seed)).getPublicKey();
  } catch {
    return undefined;
  }
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Signing keys are names of keys, or scopes that have one. */
const keysIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap((each: unknown) =>
        typeof each === 'string' ? [each] : (text((each as { key?: unknown } | null)?.key) ?? []),
      )
    : [];

function decoded(base64: string): string {
  const binary = atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
