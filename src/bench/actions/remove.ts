import { applyEdits, type Edit } from '../../lab/conf/edits.ts';
import type { Dial, ServerConf } from '../../lab/derive/server-conf.ts';
import { confOf, fileOf, NotPossible, withFiles, type Acted, type At } from './action.ts';
import { without } from './write.ts';

/** Takes URLs out of a configuration; a remote that has no other goes with its last. */
function withoutUrls({ conf, text, dials }: ServerConf, gone: ReadonlySet<Dial>): string {
  const edits: Edit[] = [];
  const blocks = new Set([...gone].map(({ url }) => url.block));
  for (const block of blocks) {
    const here = dials.filter(({ url }) => url.block === block);
    const isRemote = here.some(({ kind }) => kind === 'leaf');
    if (isRemote && here.every((dial) => gone.has(dial))) {
      // With its braces.
      edits.push(without(text, block.start - 1, block.end + 1));
      continue;
    }
    for (const { url } of here.filter((dial) => gone.has(dial)))
      edits.push(without(text, url.start, url.end));
  }
  if (conf.scalars.some(({ reference }) => reference && edits.length > 0) && isReferred(gone))
    throw new NotPossible('The URL stands in a variable. Take it out by hand.');
  return applyEdits(text, edits);
}

const isReferred = (gone: ReadonlySet<Dial>): boolean =>
  [...gone].some(({ url }) => url.reference !== undefined || (url.earlier?.length ?? 0) > 0);

/**
 * Takes a link out: the remotes that make it.
 * @throws NotPossible for a route or a gateway, which belong to a cluster
 */
export function removeLink(at: At, name: string): Acted {
  const link = at.network.plain.topology.links.find((each) => each.name === name);
  if (!link) throw new NotPossible(`There is no link ${name}.`);
  if (link.kind !== 'leaf')
    throw new NotPossible(
      `${name} is a ${link.kind}: members of a cluster list each other. Remove the server instead, or cut the link.`,
    );
  const conf = confOf(at, link.from);
  const { path } = fileOf(at, link.from);
  const gone = new Set(
    conf.dials.filter(({ kind, to }) => kind === 'leaf' && to.includes(link.to)),
  );
  return {
    words: `Remove the link ${name}`,
    change: { files: withFiles(at, new Map([[path, withoutUrls(conf, gone)]])) },
  };
}

/**
 * Takes a server out: its configuration, and what of others dials it.
 * @throws NotPossible
 */
export function removeServer(at: At, server: string): Acted {
  const conf = confOf(at, server);
  const { path } = fileOf(at, server);
  const texts = new Map<string, string>();
  for (const other of at.network.plain.confs.values()) {
    if (other === conf) continue;
    const gone = new Set(other.dials.filter(({ to }) => to.length === 1 && to[0] === server));
    if (gone.size === 0) continue;
    texts.set(fileOf(at, other.name).path, withoutUrls(other, gone));
  }
  const places = Object.entries(at.state.places).filter(([name]) => name !== server);
  return {
    words: `Remove the server ${server}`,
    change: {
      files: withFiles(at, texts).filter((file) => file.path !== path),
      places: Object.fromEntries(places),
      commands: at.state.commands.filter((command) => command.server !== server),
    },
  };
}
