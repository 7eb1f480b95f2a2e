import { buildNativeServer } from '../../engine/build.mjs';
import { version } from '../../src/config-keys/version.ts';

/** Another release for the native servers of a run: `npm run test:docs -- --server 2.12` sets it. */
const other = process.env['LEAFWISE_SERVER'];

/** The release of the native servers, such as `2.15.2`. */
export const release = other ?? version;

let built: Promise<string> | undefined;

/** Builds the native server of this run, and answers its path. Go looks whether it is up to date once in a process. */
export const nativeServer = (): Promise<string> => (built ??= buildNativeServer(other));
