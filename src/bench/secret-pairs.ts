import { doubtfulName, secretName } from '../lab/derive/secret-names.ts';

/** A part of a regular expression: all names of secrets. */
export const names = String.raw`${secretName}|${doubtfulName}|[\w.-]*authorization`;
const isName = new RegExp(`^(?:${names})$`, 'i');
const isDoubtful = new RegExp(`(?:${doubtfulName})$`, 'i');

/** What stands in the place of a value, or is no secret. */
const noSecret =
  /^(?:true|false|yes|no|on|off|null|~|(?:Bearer|Basic)(?:[ \t]+taken-out-\d+)?|\$[A-Z_][A-Z0-9_]*|\$\{.*|\$\(.*|`.*|\{+.*|\[.*|<<.*|[UAONCX][A-Z2-7]{55})$/is;
/** How one logs in, where a login may stand as well. */
const wayIn =
  /^(?:none|basic|bearer|digest|jwt|nkeys?|oidc|oauth2?|tls|external|enabled|disabled|required|optional)$/i;
const path =
  /^(?:~|\.{0,2}[\\/]|[a-z]:[\\/])|\.(?:creds|nk|jwt|key|pem|crt|cer|p12|pfx|jks|json|ya?ml|txt|conf|env)$/i;
/** What stands in the place of a secret of a URL. */
const reference = /^(?:\$[A-Z_][A-Z0-9_]*|\$\{[^}]*\}|\$\([^)]*\)|\{\{.*\}\})$/s;

export const isPlaceholder = (value: string): boolean => noSecret.test(value);
export const isReference = (secret: string): boolean => reference.test(secret);

/** Whether a name is that of a secret, and a value is one. */
export const isSecretPair = (name: string, value: string): boolean =>
  isName.test(name) && isSecretOf(name, value);

/** Whether a value is a secret, behind a name that may be that of one. */
export function isSecretOf(name: string, value: string): boolean {
  if (value === '' || noSecret.test(value)) return false;
  if (/^(?:OLD)?PWD$/.test(name)) return !value.startsWith('/');
  if (/auth$/.test(name)) return /^[\w.-]+:(?!\d+$)[^\s/]+$/.test(value);
  if (/AUTH$/.test(name) && wayIn.test(value)) return false;
  return !isDoubtful.test(name) || !path.test(value);
}

/** Words that follow that of a secret where one is only spoken of. */
const prose =
  /^(?:an?|and|are|as|at|auth|authentication|based|below|by|can|file|files|for|from|has|hash|hashes|here|in|is|it|login|logins|must|name|needed|not|of|on|only|optional|or|protected|required|so|that|the|to|was|which|with|above|will|rotation)$/i;

/** Whether a word may be a secret where it is not marked as one: not if it is of a sentence. */
export const isSpoken = (word: string): boolean => prose.test(word.replace(/[.,;:!?)]+$/, ''));

/** Whether a word is unlike one of a language. */
export const isOdd = (word: string): boolean =>
  /(?=.*[a-z])(?=.*\d)|[a-z][A-Z]|\d{4}|[\w][!$%^&*+=~@]|[!$%^&*+=~@][\w]/.test(
    word.replace(/[.,;:!?)]+$/, ''),
  );
