// @ts-check
import { buildNativeServer } from '../../engine/build.mjs';

/**
 * The time after which Go is really compiling, in milliseconds: with an up-to-date binary it only
 * looks.
 */
const noticeable = 2000;

/**
 * Builds the native nats-server up front, so that the timeouts of tests do not include the build, and several suites
 * do not build it at the same time.
 * @type {import('./steps.mjs').Step}
 */
export const nativeServer = {
  name: 'native server',
  work: async (say) => {
    const timer = setTimeout(() => say('compiling'), noticeable);
    await buildNativeServer().finally(() => clearTimeout(timer));
  },
};
