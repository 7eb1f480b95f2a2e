/** A part of a regular expression: `pass` for a password, but in the names of what passes something on. */
const pass = String.raw`(?<!by|com|(?:proxy|grpc|fastcgi|uwsgi|scgi|memcached)[_-])pass`;

const passKey = `${pass}(?!ive|ed$|es$|ing|age|port|[_-]?through|_(?:header|request|trailer))`;

/** The keys of secrets in a configuration, and whatever may be one of them mistyped. */
export const secretKey = new RegExp(
  `${passKey}|pwd|token(?!s|_)|secret|seed|^(nkey|xkey|authorization|(prev_)?ek|(prev_|old_)?(encryption_)?key)$`,
  'i',
);
/** The keys of files, such as one with a password, and what is none but a path or a tag: no secret stands behind it. */
export const fileKey = /(?:file|path|dir)$|[/<>]/i;

/** A part of a regular expression: the names of secrets in any text, to their end. */
export const secretName = String.raw`[\w.-]*(?:${pass}(?:w(?:or)?d|phrase|code)?|pwd?|token|seed|secret|encryption_key)`;
/** As `secretName`, of those that are also the names of files, or of how one logs in. */
export const doubtfulName = String.raw`[\w.-]*(?:(?:api|access|secret|private|signing)[_-]?key|(?<!\.)cred(?:s|entials?)|auth)`;
