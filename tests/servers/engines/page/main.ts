// The page that each browser engine opens: the site's own host, session and client, without its components.
import { errorText } from '../../../../src/lab/error-text.ts';
import { facts } from '../facts.ts';

/** The outcome of a fact: plain data, since it leaves the browser. */
export type Outcome = { type: 'pass' } | { type: 'fail'; reason: string };

declare global {
  /** Tries one of the facts, by its name. It does not reject. */
  var leafwiseEngines: (fact: string) => Promise<Outcome>;
}

globalThis.leafwiseEngines = async (fact) => {
  try {
    await facts[fact]!();
    return { type: 'pass' };
  } catch (error) {
    return { type: 'fail', reason: errorText(error) };
  }
};
