import { buildNativeServer } from '../../engine/build.mjs';
import { version } from '../../src/config-keys/version.ts';

/** Another release for the native servers of a run: `npm run test:docs -- --server 2.12` sets it. */
const other = process.env['LEAFWISE_SERVER'];

/** The release of the native servers, such as `2.15.2`. */
export const release = other ?? version;

/** Builds the native server of this run, and answers its path. */
export const nativeServer = (): Promise<string> => buildNativeServer(other);
