/** A file of a pack, at its path in the folder of the pack. */
export interface PackedFile {
  path: string;
  text: string;
  /** Its permissions, where they are not the usual ones. */
  mode?: number;
  /** Set where it is for secrets: no other file has any. */
  logins?: true;
}
