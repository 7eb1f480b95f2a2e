// The page that each browser engine opens: the site's own host, session and client, without its components.
import { watchIntent } from '../../../../src/components/Lab/prepare-start.ts';
import {
  forgetUnpacked,
  keepBegun,
  keepModule,
  keepUnpacked,
  readKept,
} from '../../../../src/hosts/tab/kept-module.ts';
import { moduleUrl } from '../../../../src/hosts/tab/module-url.ts';
import { ownUnpacking } from '../../../../src/hosts/tab/unpack.ts';
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
    /** Whether what has come of it is there for a later visit. */
    isBegun: () => Promise<boolean>;
    /** Leaves it packed alone. */
    forgetUnpacked: () => Promise<void>;
    /** Keeps bytes in its place that are no module. */
    spoil: () => Promise<boolean>;
    /** Keeps bytes that are no part of it as what has come of it. */
    spoilBegun: () => Promise<unknown>;
  };
  /** How many bytes the module has as this browser unpacks it by itself; null where it cannot. */
  var leafwiseOwnUnpacked: () => Promise<number | null>;
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
  isBegun: async () => (await readKept(moduleUrl)).begun !== undefined,
  forgetUnpacked: () => forgetUnpacked(moduleUrl),
  spoil: async () => {
    const bytes = new Uint8Array(1_000_000);
    await keepUnpacked(moduleUrl, once(new Blob([bytes])));
    return keepModule(moduleUrl, bytes);
  },
  spoilBegun: () => {
    const bytes = new Uint8Array(1_000_000).fill(7);
    return keepBegun(moduleUrl, { from: 0, bytes, total: 2_000_000, validator: '"one"' });
  },
};

globalThis.leafwiseOwnUnpacked = async () => {
  const own = ownUnpacking();
  const { body } = await fetch(moduleUrl);
  return own ? (await new Response(body!.pipeThrough(own)).arrayBuffer()).byteLength : null;
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
