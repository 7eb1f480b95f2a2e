// The page that each browser engine opens: the site's own host, session and client, without its components.
import { watchIntent } from '../../../../src/components/Lab/prepare-start.ts';
import {
  forgetUnpacked,
  keepModule,
  keepUnpacked,
  readKept,
} from '../../../../src/hosts/tab/kept-module.ts';
import { moduleUrl } from '../../../../src/hosts/tab/module-url.ts';
import { isKeptUnpacked } from '../../../../src/hosts/tab/unpacker.ts';
import { errorText } from '../../../../src/lab/error-text.ts';
import hubAndSpoke from '../../../../topologies/hub-and-spoke/topology.ts';
import { facts } from '../facts.ts';

/** The outcome of a fact: plain data, since it leaves the browser. */
export type Outcome = { type: 'pass' } | { type: 'fail'; reason: string };

declare global {
  /** Tries one of the facts, by its name. It does not reject. */
  var leafwiseEngines: (fact: string) => Promise<Outcome>;
  /** The module as the browser keeps it. */
  var leafwiseKept: {
    /** Whether all is there that this browser keeps of it. */
    isThere: () => Promise<boolean>;
    /** Leaves it packed alone. */
    forgetUnpacked: () => Promise<void>;
    /** Keeps bytes in its place that are no module. */
    spoil: () => Promise<boolean>;
  };
  /** Puts the focus on a button that starts servers. Resolves once that has had a look at the line, which is told so. */
  var leafwiseIntent: (line: object) => Promise<void>;
}

globalThis.leafwiseEngines = async (fact) => {
  try {
    await facts[fact]!();
    return { type: 'pass' };
  } catch (error) {
    return { type: 'fail', reason: errorText(error) };
  }
};

async function* once<T>(value: T): AsyncGenerator<T> {
  yield await Promise.resolve(value);
}

globalThis.leafwiseKept = {
  isThere: async () => {
    const { packed, unpacked } = await readKept(moduleUrl);
    return (isKeptUnpacked() ? unpacked : packed) !== undefined;
  },
  forgetUnpacked: () => forgetUnpacked(moduleUrl),
  spoil: async () => {
    const bytes = new Uint8Array(1_000_000);
    await keepUnpacked(moduleUrl, once(new Blob([bytes])));
    return keepModule(moduleUrl, bytes);
  },
};

globalThis.leafwiseIntent = (line) => {
  const looked = new Promise<void>((resolve) => {
    const get = () => {
      resolve();
      return line;
    };
    Object.defineProperty(navigator, 'connection', { get, configurable: true });
  });
  const button = document.createElement('button');
  button.dataset['starts'] = 'true';
  document.body.append(button);
  watchIntent(hubAndSpoke);
  button.focus();
  return looked;
};
