/** A place in a given file. Lines count from 1. */
export interface Place {
  path: string;
  line: number;
}

/** A file as a person gives it: its path in what was dropped, unpacked or named, and its text. */
export interface GivenFile {
  path: string;
  text: string;
  /**
   * Where its first line stands, if it was cut out of another file, such as a ConfigMap; or where each of its lines
   * stands, if it was made of another file, such as values of a chart.
   */
  from?: Place | readonly Place[];
  /** The variables that what deploys it gives to its server. The environment of this machine is never read. */
  env?: Readonly<Record<string, string>>;
  /**
   * The machine that its server has in what deploys it, as a container or a pod is one: a local address means no other
   * there. Without it, the server is on the machine that all plain files are for.
   */
  machine?: string;
  /**
   * Set where a person has chosen the file itself, whatever it is called, not a folder that holds it: it is told if it is
   * of no use. It is an error where they have `named` it for this network, and no more than a note among all that is
   * `kept` on a bench, where what lay beside the configurations has come in too.
   */
  byHand?: 'named' | 'kept';
}

/** The place of a line of a file: in the file that it was cut out of, if it was. */
export function placeIn({ path, from }: GivenFile, line: number): Place {
  if (!from) return { path, line };
  if ('path' in from) return { path: from.path, line: from.line + line - 1 };
  return from[line - 1] ?? from.at(-1) ?? { path, line };
}

/** What is said of a given file: that it could not be read, or how it was taken. */
export interface Note extends Partial<Place> {
  path: string;
  words: string;
  /** Set where something was not looked at: an error for a file or a server that was left out, a warning for less. */
  severity?: 'error' | 'warning';
}

/** What a file is for that a configuration names. */
export type FileUse = 'credentials' | 'operator' | 'certificate' | 'key' | 'ca';

/** What was made in the place of a file that a configuration names, or of a variable that it refers to. */
export interface StandIn {
  /** The server by its name on the map, and its configuration. */
  server: string;
  conf: string;
  /** The file as the configuration names it, or the variable as `$NAME`. */
  path: string;
  use: FileUse | 'variable';
  /** The text of the file, or the value of the variable. */
  text: string;
}
