/** How much of a person's files and folders is read. */
export const givenBounds = {
  /** How many files. */
  files: 200,
  /** How many names are looked at in folders for them. */
  looked: 20_000,
  /** How deep folders are looked through. */
  depth: 8,
  /** The largest file, in bytes. */
  bytes: 1 << 20,
};

/** Whether a file of a folder may be part of a network, by its name. Others are read only where they are named. */
export const mayBeOfNetwork = (name: string): boolean =>
  /\.(conf|cfg|config|nats|ya?ml|creds|jwt|nk|pem|crt|cer|cert|key)$|(^|[\\/])[^.\\/]+$/i.test(
    name,
  );

/** Whether a folder is looked through: one that is hidden, or holds packages, is not. */
export const isLookedThrough = (folder: string): boolean =>
  !folder.startsWith('.') && folder !== 'node_modules';

/** Says of a file that it is too long: a sentence without its subject. */
export const tooLongWords = (bytes: number): string =>
  `is ${(bytes / givenBounds.bytes).toFixed(1)} MB long: at most 1 MB is read`;

/** The text of a file; undefined if it is none. */
export function givenText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
