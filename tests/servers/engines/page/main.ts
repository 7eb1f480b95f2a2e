// The page that each browser engine opens: the site's own host, session and client, without its components.
import { watchIntent } from '../../../../src/components/Lab/prepare-start.ts';
import { keepModule } from '../../../../src/hosts/tab/kept-module.ts';
import { isModuleKept } from '../../../../src/hosts/tab/kept-modules.ts';
import { moduleUrl } from '../../../../src/hosts/tab/module-url.ts';
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
    isThere: () => Promise<boolean>;
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

globalThis.leafwiseKept = {
  isThere: () => isModuleKept(moduleUrl),
  spoil: () => keepModule(moduleUrl, new Uint8Array(1_000_000)),
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
