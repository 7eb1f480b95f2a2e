import {
  autocompletion,
  snippetCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { Facet } from '@codemirror/state';
import { isOuter, keysIn, lastOf } from '../../../config-keys/complete.ts';
import { explain, type ConfigKey } from '../../../config-keys/explain.ts';
import { knownKeys } from '../../../doctor/known-keys.ts';
import { spotIn, type Spot } from './completion-spot.ts';
import { domOf } from './key-help.ts';

/** The names of a network that a configuration may want. */
export interface KnownNames {
  /** URLs by which other servers are dialled, by what dials them. */
  urls: Readonly<Record<'leaf' | 'route' | 'gateway', readonly string[]>>;
  /** The accounts of all its servers. */
  accounts: readonly string[];
  /** The files that are given, by their paths. */
  files: readonly string[];
}

const none: KnownNames = { urls: { leaf: [], route: [], gateway: [] }, accounts: [], files: [] };

/** The names that are offered beside keys: asked for as they are needed. */
export const knownNames = Facet.define<() => KnownNames, () => KnownNames>({
  combine: ([names]) => names ?? (() => none),
});

/** Offers the keys of the block that the cursor is in, and values where some are known. */
export const completion = autocompletion({ override: [complete], icons: false });

function complete(context: CompletionContext): CompletionResult | null {
  const { state, pos, explicit } = context;
  if (syntaxTree(state).resolveInner(pos, -1).name === 'comment') return null;
  const text = state.doc.toString();
  const spot = spotIn(text.slice(0, pos));
  const { from } = spot;
  if (!explicit && from === pos) return null;
  if (spot.type === 'key') {
    // What stands behind the cursor stays.
    const hasValue = /^[\w]*[ \t]*[:={[]/.test(text.slice(pos));
    return { from, options: keyOptions(spot.path, hasValue), validFor: /^\w*$/ };
  }
  const options = valueOptions(spot, state.facet(knownNames)(), text[pos]);
  const written = text.slice(from, pos);
  // A value that is whole wants a new line, not to be taken once more.
  if (options.length === 0 || options.some(({ label }) => label === written)) return null;
  return { from, options };
}

function keyOptions(path: readonly string[], hasValue: boolean): Completion[] {
  const explained = keysIn(path);
  const names = new Set(
    explained.flatMap(({ path: own, aliases = [] }) => [lastOf(own), ...aliases]),
  );
  const others = knownKeys(path.join('.')).filter((name) => !names.has(name));
  return [
    ...explained
      .filter(({ path: own }) => lastOf(own) !== '*')
      .map((key) => keyOption(key, hasValue)),
    ...others.map((label) => ({ label, boost: -20 })),
  ];
}

function keyOption(key: ConfigKey, hasValue: boolean): Completion {
  const label = lastOf(key.path);
  const option: Completion = { label, detail: key.type, info: () => domOf(key) };
  if (hasValue) return option;
  return snippetCompletion(label + templateOf(key), option);
}

/** What follows a key, with the cursor where its value goes. */
function templateOf(key: ConfigKey): string {
  if (key.type === 'block') return ' {\n\t#{}\n}';
  if (key.type !== 'list') return ': #{}';
  return isOuter(key) ? ': [\n\t{ #{} }\n]' : ': [\n\t#{}\n]';
}

function valueOptions(
  { path, quote }: Extract<Spot, { type: 'value' }>,
  names: KnownNames,
  next: string | undefined,
) {
  const key = explain(path);
  if (key?.type === 'boolean') return ['true', 'false'].map((label): Completion => ({ label }));
  const text = (label: string): Completion => {
    // A quotation mark that is open is closed, unless it is already.
    const quoted = next === quote ? label : label + quote;
    return { label, apply: quote === '' && /[^\w.-]/.test(label) ? JSON.stringify(label) : quoted };
  };
  const setting = path.join('.');
  const dials = dialling.find(([, pattern]) => pattern.test(setting))?.[0];
  if (dials) {
    const whole = /remotes$|gateways$/.test(setting);
    return names.urls[dials].map((url) =>
      whole ? { label: url, apply: `{ url: ${JSON.stringify(url)} }` } : text(url),
    );
  }
  if (/(^|\.)(account|local)$|^(system_account|system)$/.test(setting))
    return names.accounts.map(text);
  if (/(^|\.)(include|credentials|creds|\w+_file)$/.test(setting)) return names.files.map(text);
  return [];
}

const dialling: [keyof KnownNames['urls'], RegExp][] = [
  ['leaf', /^leaf(nodes)?\.remotes(\.urls?)?$/],
  ['route', /^cluster\.routes$/],
  ['gateway', /^gateway\.gateways(\.urls?)?$/],
];
