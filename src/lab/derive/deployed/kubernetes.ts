import type { GivenFile, Note } from '../given.ts';
import { cutOut, type Found, type Reading } from './compose.ts';
import { beside } from './paths.ts';
import { isServer, readArgs, serverWords } from './server-args.ts';
import { at, entriesAt, itemsAt, textAt, type YamlNode } from './yaml-node.ts';

/** An object of Kubernetes, and the file that it is in. */
export interface KubeObject {
  file: GivenFile;
  node: YamlNode;
  kind: string;
  name: string;
  namespace: string | undefined;
}

/** The objects in a document; a list of them is several. */
export function objectsIn(file: GivenFile, document: YamlNode): KubeObject[] {
  const kind = textAt(document, 'kind');
  if (kind === undefined || textAt(document, 'apiVersion') === undefined) return [];
  if (kind.endsWith('List'))
    return itemsAt(document, 'items').flatMap((each) => objectsIn(file, each));
  const name = textAt(document, 'metadata', 'name') ?? kind.toLowerCase();
  return [
    { file, node: document, kind, name, namespace: textAt(document, 'metadata', 'namespace') },
  ];
}

const workloads = /^(StatefulSet|Deployment|DaemonSet|ReplicaSet|Pod)$/;
const serverImage = /(^|\/)nats(-server)?(:|@|$)/;
/** How many pods of one set are servers of a network here. */
const mostPods = 40;

/** Reads the nats-servers of some objects: what runs them, and ConfigMaps that nothing here runs. */
export function readKubernetes(objects: readonly KubeObject[]): Reading {
  const notes: Note[] = [];
  const files: GivenFile[] = [];
  const used = new Set<KubeObject>();
  const found = objects
    .filter(({ kind }) => workloads.test(kind))
    .flatMap((workload) => ofWorkload(workload, objects, used, files, notes));
  const alone = objects.filter((each) => each.kind === 'ConfigMap' && !used.has(each));
  for (const map of alone) {
    const confs = confsOf(map);
    const beginning = map.name.replace(/-?(conf|config|configmap|cm)$/i, '') || map.name;
    for (const conf of confs) {
      // By its own key where that says more than that it is of a nats-server.
      const stem = conf.path
        .split('/')
        .at(-1)!
        .replace(/\.[^.]*$/, '');
      const name = /^(nats|nats-server|server|config)$/.test(stem) ? beginning : stem;
      const only = alone.filter((each) => each.namespace === map.namespace).length === 1;
      const services = only && confs.length === 1 ? servicesNear(map, objects) : [];
      found.push({
        server: {
          name,
          conf,
          machine: podOf(map.namespace, name),
          args: { settings: [], jetstream: false },
          place: { path: map.file.path, line: map.node.line },
        },
        aliases: [name, ...services.flatMap((service) => hostsOf(service.name, service.namespace))],
      });
    }
  }
  return { found, files, notes };
}

/** The Services and StatefulSets that may be of a ConfigMap, as no other is near. */
const servicesNear = (map: KubeObject, objects: readonly KubeObject[]): KubeObject[] =>
  objects.filter(
    ({ kind, namespace }) =>
      /^(Service|StatefulSet)$/.test(kind) && (namespace ?? '') === (map.namespace ?? ''),
  );

/** The configurations in a ConfigMap, as files in a folder of its name. */
function confsOf(map: KubeObject): GivenFile[] {
  return entriesAt(map.node, 'data').flatMap(([key, value]) =>
    value.kind === 'scalar' && /\.(conf|cfg|config)$/.test(key)
      ? [cutOut(map.file, value, `${map.name}/${key}`)]
      : [],
  );
}

function ofWorkload(
  workload: KubeObject,
  objects: readonly KubeObject[],
  used: Set<KubeObject>,
  files: GivenFile[],
  notes: Note[],
): Found[] {
  const { node, kind } = workload;
  const template = kind === 'Pod' ? node : at(node, 'spec', 'template');
  const containers = itemsAt(template, 'spec', 'containers').filter(
    (each) =>
      serverImage.test(textAt(each, 'image') ?? '') ||
      commandOf(each).some((word) => isServer(word)),
  );
  if (containers.length === 0) return [];
  const pods = podsOf(workload, notes);
  return containers.flatMap((container) =>
    ofContainer(container, containers.length > 1, { workload, template, pods }, objects, {
      used,
      files,
      notes,
    }),
  );
}

/** The names of the pods of a workload that are looked at. */
function podsOf({ node, name, kind, file }: KubeObject, notes: Note[]): string[] {
  const replicas = Number(textAt(node, 'spec', 'replicas') ?? 1);
  if (replicas > 1 && kind !== 'StatefulSet')
    notes.push({
      path: file.path,
      line: node.line,
      severity: 'warning',
      words: `${name} runs ${replicas} times under names made at random. It is taken for one server here.`,
    });
  if (replicas > mostPods)
    notes.push({
      path: file.path,
      line: node.line,
      severity: 'warning',
      words: `${name} has ${replicas} pods, of which only ${mostPods} are looked at.`,
    });
  return kind === 'StatefulSet'
    ? Array.from({ length: Math.min(replicas, mostPods) }, (_, i) => `${name}-${i}`)
    : [name];
}

/** A workload with what its pods are made of. */
interface PodsOfWorkload {
  workload: KubeObject;
  template: YamlNode | undefined;
  pods: readonly string[];
}

/**
 * Reads a server of each pod of a workload.
 * @param isOneOfSeveral whether its pod has others, from which it differs by the name of its container
 */
function ofContainer(
  container: YamlNode,
  isOneOfSeveral: boolean,
  { workload, template, pods }: PodsOfWorkload,
  objects: readonly KubeObject[],
  { used, files, notes }: { used: Set<KubeObject>; files: GivenFile[]; notes: Note[] },
): Found[] {
  const { node, name, namespace, file } = workload;
  const args = readArgs(serverWords(commandOf(container)));
  const place = { path: file.path, line: (at(container, 'args') ?? container).line };
  const maps = mountedMaps(workload, template, container, objects);
  for (const { map } of maps) used.add(map);
  const wanted = args.config ?? '/etc/nats/nats-server.conf';
  const conf = maps.flatMap(({ map, keyOf }) => {
    const key = keyOf(wanted);
    const value = key === undefined ? undefined : at(map.node, 'data', key);
    return value?.kind === 'scalar' ? [cutOut(map.file, value, `${map.name}/${key}`)] : [];
  })[0];
  if (args.config !== undefined && !conf) {
    notes.push({
      ...place,
      severity: 'error',
      words: `The configuration of ${name}, ${wanted}, was not given. Give the ConfigMap that is mounted there; ${name} is left out.`,
    });
    return [];
  }
  for (const { map } of maps)
    for (const each of confsOf(map))
      if (each.path !== conf?.path && !files.some(({ path }) => path === each.path))
        files.push(each);
  const services = objects.filter(
    (each) =>
      each.kind === 'Service' &&
      (each.namespace ?? '') === (namespace ?? '') &&
      selects(each.node, template),
  );
  const hosts = services.flatMap((service) => hostsOf(service.name, namespace));
  const headless = textAt(node, 'spec', 'serviceName');
  const behind = isOneOfSeveral ? `-${textAt(container, 'name') ?? args.config}` : '';
  const isOfHost = textAt(template, 'spec', 'hostNetwork') === 'true';
  return pods.map((pod) => ({
    server: {
      name: `${pod}${behind}`,
      ...(!isOfHost && { machine: podOf(namespace, pod) }),
      ...(conf && { conf }),
      args,
      place,
      env: environmentOf(container, pod, namespace, objects),
    },
    aliases: [
      pod,
      ...(headless ? hostsOf(`${pod}.${headless}`, namespace) : []),
      ...hosts,
      ...(pods.length === 1 ? [name] : []),
    ],
  }));
}

/** The machine that a pod is. */
export const podOf = (namespace: string | undefined, pod: string): string =>
  `pod ${namespace ?? ''}/${pod}`;

const commandOf = (container: YamlNode): string[] =>
  ['command', 'args'].flatMap((key) =>
    itemsAt(container, key).flatMap((item) => textAt(item) ?? []),
  );

/** The names of a service, from the shortest on. */
export const hostsOf = (name: string, namespace: string | undefined): string[] =>
  namespace === undefined
    ? [name]
    : [name, ...['', '.svc', '.svc.cluster.local'].map((end) => `${name}.${namespace}${end}`)];

/** Whether a Service leads to the pods of a template. */
function selects(service: YamlNode, template: YamlNode | undefined): boolean {
  const selector = entriesAt(service, 'spec', 'selector');
  return (
    selector.length > 0 &&
    selector.every(
      ([label, value]) => textAt(template, 'metadata', 'labels', label) === textAt(value),
    )
  );
}

interface MountedMap {
  map: KubeObject;
  /** The key of the map whose text is at a path of the container. */
  keyOf: (path: string) => string | undefined;
}

function mountedMaps(
  { namespace }: KubeObject,
  template: YamlNode | undefined,
  container: YamlNode,
  objects: readonly KubeObject[],
): MountedMap[] {
  return itemsAt(container, 'volumeMounts').flatMap((mount): MountedMap[] => {
    const volume = itemsAt(template, 'spec', 'volumes').find(
      (each) => textAt(each, 'name') === textAt(mount, 'name'),
    );
    const sources = [
      at(volume, 'configMap'),
      ...itemsAt(volume, 'projected', 'sources').map((source) => at(source, 'configMap')),
    ];
    return sources.flatMap((source): MountedMap[] => {
      const map = objects.find(
        (each) =>
          each.kind === 'ConfigMap' &&
          each.name === textAt(source, 'name') &&
          (each.namespace ?? '') === (namespace ?? ''),
      );
      if (!map) return [];
      const items = itemsAt(source, 'items').map(
        (item) => [textAt(item, 'path'), textAt(item, 'key')] as const,
      );
      const folder = `/${beside('', textAt(mount, 'mountPath') ?? '')}`;
      const subPath = textAt(mount, 'subPath');
      const keyOf = (path: string) => {
        const inside =
          subPath !== undefined && path === folder
            ? subPath
            : path.startsWith(`${folder}/`)
              ? path.slice(folder.length + 1)
              : undefined;
        if (inside === undefined || items.length === 0) return inside;
        return items.find(([at]) => at === inside)?.[1];
      };
      return [{ map, keyOf }];
    });
  });
}

/** The variables that objects set for the container of a pod. */
function environmentOf(
  container: YamlNode,
  pod: string,
  namespace: string | undefined,
  objects: readonly KubeObject[],
): Record<string, string> {
  const env = new Map<string, string>();
  for (const from of itemsAt(container, 'envFrom')) {
    const prefix = textAt(from, 'prefix') ?? '';
    const name = textAt(from, 'secretRef', 'name') ?? textAt(from, 'configMapRef', 'name');
    const kind = at(from, 'secretRef') ? 'Secret' : 'ConfigMap';
    const object = objects.find((each) => each.kind === kind && each.name === name);
    for (const key of object ? keysOf(object) : []) {
      const value = valueIn(objects, kind, name, key);
      if (value !== undefined) env.set(prefix + key, value);
    }
  }
  for (const each of itemsAt(container, 'env')) {
    const name = textAt(each, 'name');
    const value = valueOf(each, pod, namespace, objects);
    if (name !== undefined && value !== undefined)
      env.set(
        name,
        value.replace(/\$\((\w+)\)/g, (whole, other: string) => env.get(other) ?? whole),
      );
  }
  // Also of a variable `__proto__`.
  return Object.fromEntries(env);
}

/** The value of a variable of a container, where objects here tell it. */
export function valueOf(
  variable: YamlNode,
  pod: string,
  namespace: string | undefined,
  objects: readonly KubeObject[],
): string | undefined {
  const written = textAt(variable, 'value');
  if (written !== undefined) return written;
  const field = textAt(variable, 'valueFrom', 'fieldRef', 'fieldPath');
  if (field === 'metadata.name') return pod;
  if (field === 'metadata.namespace') return namespace;
  for (const [ref, kind] of [
    ['secretKeyRef', 'Secret'],
    ['configMapKeyRef', 'ConfigMap'],
  ] as const) {
    const key = textAt(variable, 'valueFrom', ref, 'key');
    const name = textAt(variable, 'valueFrom', ref, 'name');
    if (key !== undefined) return valueIn(objects, kind, name, key);
  }
  return undefined;
}

const keysOf = ({ node }: KubeObject): string[] =>
  ['data', 'stringData'].flatMap((part) => entriesAt(node, part).map(([key]) => key));

function valueIn(
  objects: readonly KubeObject[],
  kind: 'Secret' | 'ConfigMap',
  name: string | undefined,
  key: string,
): string | undefined {
  const object = objects.find((each) => each.kind === kind && each.name === name);
  const plain = textAt(object?.node, kind === 'Secret' ? 'stringData' : 'data', key);
  if (plain !== undefined || kind === 'ConfigMap') return plain;
  const encoded = textAt(object?.node, 'data', key);
  return encoded === undefined ? undefined : decoded(encoded);
}

function decoded(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64.replace(/\s/g, '')), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
