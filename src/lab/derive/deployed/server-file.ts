import { readConf } from '../../conf/conf-text.ts';
import { applyEdits, type Edit } from '../../conf/edits.ts';
import { placeIn, type GivenFile, type Place } from '../given.ts';
import type { ServerArgs, Setting } from './server-args.ts';

/** One server as something deploys it. */
export interface Deployed {
  /** Its name there: of a service or a pod. */
  name: string;
  /** Its configuration, if a file of it is given. */
  conf?: GivenFile;
  args: ServerArgs;
  /** Where the command line stands. */
  place: Place;
  env?: Readonly<Record<string, string>>;
  /** The machine that it has to itself or with others: of its container or pod. */
  machine?: string;
}

/**
 * The configuration of a server with its command line written into it. Lines of the configuration keep their places;
 * those that are added have the place of the command line.
 */
export function serverFile(
  { name, conf, args, place, env, machine }: Deployed,
  pathOf: (named: string) => string,
): GivenFile {
  const text = conf?.text ?? '';
  const { edits, added } = editsOf(text, args);
  const named = hasName(text);
  const stem = conf?.path
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/, '');
  const isWhole = edits.length === 0 && added.length === 0;
  const told = Object.entries(env ?? {}).filter(([, value]) => value !== '');
  const set = {
    ...(told.length > 0 && { env: Object.fromEntries(told) }),
    ...(machine !== undefined && { machine }),
  };
  // The file itself will do where it says all that there is to say.
  if (conf && isWhole && (named || stem === name)) return { ...conf, ...set };

  const folder = conf?.path.replace(/[^/]*$/, '') ?? '';
  const own = applyEdits(text, edits);
  const lines = conf ? own.replace(/\n$/, '').split('\n') : [];
  return {
    path: pathOf(named && conf ? conf.path : `${folder}${safe(name)}.conf`),
    text: [...lines, ...added, ''].join('\n'),
    ...set,
    from: [...lines.map((_, i) => placeIn(conf!, i + 1)), ...added.map(() => place), place],
  };
}

const hasName = (text: string): boolean =>
  readConf(text).scalars.some(
    ({ block, key, reference }) => block.path.length === 0 && key === 'server_name' && !reference,
  );

/** A name as that of a file. */
export const safe = (name: string): string =>
  name.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '') || 'nats-server';

/** Writes settings of the command line into a configuration: they override its own. */
function editsOf(text: string, args: ServerArgs): { edits: Edit[]; added: string[] } {
  const { blocks, keys } = readConf(text);
  const added: string[] = [];
  const edits: Edit[] = [];
  const inBlocks = new Map<string, Setting[]>();
  for (const setting of args.settings)
    if (setting.block === undefined) added.push(`${setting.key}: ${setting.value}`);
    else inBlocks.set(setting.block, [...(inBlocks.get(setting.block) ?? []), setting]);
  for (const [name, settings] of inBlocks) {
    const written = settings.map(({ key, value }) => `${key}: ${value}`).join('; ');
    const block = blocks.find(({ path }) => path.length === 1 && path[0] === name);
    if (!block) added.push(`${name} { ${written} }`);
    else {
      // A second block of one name would replace the first.
      const before = text.slice(block.start, block.end).trimEnd();
      const sameLine = !/\n[ \t]*$/.test(text.slice(block.start, block.end));
      const separator = sameLine && before !== '' && !before.endsWith(';') ? '; ' : ' ';
      edits.push({ start: block.end, end: block.end, text: `${separator}${written} ` });
    }
  }
  const hasJetStream = keys.some(({ path }) => path.length === 1 && path[0] === 'jetstream');
  if (args.jetstream && !hasJetStream) added.push('jetstream: enabled');
  // A server without any setting is one, too.
  if (keys.length === 0 && added.length === 0) added.push('port: 4222');
  return { edits, added };
}
