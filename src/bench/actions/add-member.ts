import { readConf } from '../../lab/conf/conf-text.ts';
import { applyEdits, replace, type Edit } from '../../lab/conf/edits.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';
import {
  confOf,
  fileOf,
  freeName,
  membersWith,
  NotPossible,
  pathFor,
  withFiles,
  type Acted,
  type At,
} from './action.ts';
import { atEnd, blockAt, inList, insideBlock, keyIn, withHost, without } from './write.ts';

const routePort = 6222;

/**
 * Adds a member to the cluster of a server. A server without a cluster becomes one of three: a cluster of two stands
 * still when it loses one. All members list all members, and whoever dials one as a leaf node has the new ones too.
 * @throws NotPossible
 */
export function addMember(at: At, server: string): Acted {
  const seed = confOf(at, server);
  const cluster = seed.cluster ?? `${seed.name}-cluster`;
  const members = membersWith(at, server);
  const files = members.map(({ name }) => fileOf(at, name));
  if (seed.operatorMode)
    throw new NotPossible(
      `${server} is in operator mode: a new member needs the same resolver with a folder of its own. Copy its configuration by hand.`,
    );
  const fresh = namesFor(at, seed, seed.cluster === undefined ? 2 : 1);
  const texts = new Map(
    members.map((conf, i) => [files[i]!.path, inCluster(conf, cluster, urlsOf(seed, fresh))]),
  );
  // Should one have accounts that others do not, the new one has them too.
  const model = members.reduce((most, each) =>
    each.accounts.length > most.accounts.length ? each : most,
  );
  const copy = inCluster(model, cluster, urlsOf(seed, fresh));
  const added = fresh.map((name) => ({ path: pathFor(name), text: named(copy, model.name, name) }));
  for (const conf of at.network.plain.confs.values()) {
    if (members.includes(conf)) continue;
    const edits = dialMore(conf, members, fresh);
    if (edits.length === 0) continue;
    const { path, text } = fileOf(at, conf.name);
    texts.set(path, applyEdits(text, edits));
  }
  return {
    words: `Add ${fresh.join(' and ')} to the cluster ${cluster}`,
    change: { files: withFiles(at, texts, added) },
  };
}

function namesFor(at: At, { name }: ServerConf, count: number): string[] {
  const names: string[] = [];
  const taken = [...at.state.files];
  const wanted = /-\d+$/.test(name) ? name : `${name}-1`;
  for (let i = 0; i < count; i += 1) {
    const free = freeName({ ...at, state: { ...at.state, files: taken } }, wanted);
    names.push(free);
    taken.push({ path: pathFor(free), text: '' });
  }
  return names;
}

const portOf = ({ listeners }: ServerConf): number =>
  listeners.find(({ kind, port }) => kind === 'route' && port > 0)?.port ?? routePort;

const urlsOf = (seed: ServerConf, names: readonly string[]): string[] =>
  names.map((name) => `nats-route://${name}:${portOf(seed)}`);

/** The text of a member that knows more of them. */
function inCluster(conf: ServerConf, cluster: string, urls: readonly string[]): string {
  const { conf: read, text, name } = conf;
  const block = blockAt(read, /^cluster$/);
  const edits: Edit[] = [];
  const own = `nats-route://${name}:${portOf(conf)}`;
  if (!keyIn(read, read.blocks[0]!, /^server_name$/))
    edits.push({ start: 0, end: 0, text: `server_name: ${name}\n` });
  const routes = (all: readonly string[]) => ['routes: [', ...all.map((url) => `  "${url}"`), ']'];
  if (!block) {
    const lines = [`name: ${cluster}`, `port: ${routePort}`, ...routes([own, ...urls])];
    edits.push(atEnd(text, ['cluster {', ...lines.map((line) => `  ${line}`), '}']));
  } else {
    const known = keyIn(read, block, /^routes$/);
    const lines = [
      ...(keyIn(read, block, /^name$/) ? [] : [`name: ${cluster}`]),
      ...(keyIn(read, block, /^(port|listen)$/) ? [] : [`port: ${routePort}`]),
      ...(known ? [] : routes([own, ...urls])),
    ];
    if (lines.length > 0) edits.push(insideBlock(text, block, lines));
    if (known)
      edits.push(
        joinedInList(
          text,
          known,
          urls.map((url) => `"${url}"`),
        ),
      );
  }
  return applyEdits(text, edits);
}

/** The keys at the top and in blocks by which a server says where it listens and where it is reached. */
const addressKeys = /^(host|net|listen|(client_|cluster_|leafnode_)?advertise)$/;

/** A copy of a configuration as that of a server of another name, without addresses at which only the first is reached. */
function named(text: string, from: string, name: string): string {
  const { scalars } = readConf(text);
  const own = scalars.findLast(
    ({ block, key }) => block.path.length === 0 && key === 'server_name',
  );
  const edits = scalars
    .filter(({ key, block }) => addressKeys.test(key) && block.path.length < 2)
    .flatMap((scalar): Edit[] => {
      const [host = ''] = scalar.text.split(':');
      if (host.toLowerCase() === from.toLowerCase())
        return replace(scalar, `"${withHost(scalar.text, host, name)}"`);
      return scalar.key.endsWith('advertise')
        ? [without(text, scalar.behind.start, scalar.behind.valueEnd)]
        : [];
    });
  return own
    ? applyEdits(text, [...replace(own, name), ...edits])
    : `server_name: ${name}\n${applyEdits(text, edits)}`;
}

/** Has the remotes that dial one of the members dial the new ones too. */
function dialMore(
  conf: ServerConf,
  members: readonly ServerConf[],
  fresh: readonly string[],
): Edit[] {
  const { conf: read, text } = conf;
  const isMember = (name: string) => members.some((member) => member.name === name);
  const seen = new Set<object>();
  return conf.dials.flatMap((dial): Edit[] => {
    const { block } = dial.url;
    if (dial.kind !== 'leaf' || !dial.to.some(isMember) || seen.has(block)) return [];
    seen.add(block);
    const urls = fresh.map((name) => `"${withHost(dial.url.text, dial.host, name)}"`);
    const list = keyIn(read, block, /^urls$/);
    const last = list && text[list.valueEnd - 1] === ']';
    if (last) return [joinedInList(text, list, urls)];
    const single = keyIn(read, block, /^urls?$/);
    if (!single) return [];
    const own = text.slice(dial.url.start, dial.url.end);
    return [
      { start: single.start, end: single.valueEnd, text: `urls: [${[own, ...urls].join(', ')}]` },
    ];
  });
}

/** Puts several values at the end of a list, each on a line of its own where the list has lines. */
function joinedInList(text: string, list: Parameters<typeof inList>[1], values: string[]): Edit {
  const multi = text.slice(list.end, list.valueEnd).includes('\n');
  return inList(text, list, multi ? values : [values.join(', ')]);
}
