import { basename, delimiter } from 'node:path';

/** A lab that lies outside the folders of the site: `npm run class -- --lab FOLDER`. */
export interface OwnLab {
  /** The name of its folder, of its exercise, and of its page: `/workshop/own/NAME`. */
  name: string;
  /** An absolute path. */
  folder: string;
}

/** The variable by which the build is told of them, as PATH is of folders. */
const ownLabsVariable = 'LEAFWISE_LABS';

/** The labs that this build is to take in. */
export const ownLabs: readonly OwnLab[] = (process.env[ownLabsVariable] ?? '')
  .split(delimiter)
  .filter(Boolean)
  .map((folder) => ({ name: basename(folder), folder }));

/** Where the page of such a lab is, without the base URL. */
export const ownLabPath = (name: string): string => `workshop/own/${name}`;
