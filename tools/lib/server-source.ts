import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './paths.mjs';

/** A function or a type of the server. */
export interface Declaration {
  /** The file, such as `leafnode.go`. */
  file: string;
  /** Its name; several types may have a method of that name. */
  name: string;
  /** Its source. */
  text: string;
  /** The JSON names of a struct's fields. */
  fields?: string[];
  /** The texts that a function's `case`s compare with. */
  cases?: string[];
}

/** A text of the server, and what takes it. See `text` in engine/read-source. */
export interface SourceText {
  file: string;
  /** The function it is in; empty outside of one. */
  within: string;
  text: string;
  taken: 'call' | 'return' | 'field' | 'value';
  /** The name of the function, type, field or variable that takes it. */
  by: string;
  /** The variable that holds what a call makes of the text. */
  variable?: string;
}

/** The source of one release, as far as this project knows of it. */
export interface ServerSource {
  /** Its folder. */
  folder: string;
  functions: Declaration[];
  types: Declaration[];
  texts: SourceText[];
}

/** Reads the source of a nats-server, with Go's own parser. */
export async function readSource(folder: string): Promise<ServerSource> {
  const { stdout } = await promisify(execFile)(
    'go',
    ['run', './read-source', path.join(folder, 'server')],
    { cwd: path.join(root, 'engine'), maxBuffer: 1 << 27 },
  );
  return { folder, ...(JSON.parse(stdout) as Omit<ServerSource, 'folder'>) };
}
