import type { GivenFile, Note } from '../given.ts';
import { cutOut, type Found, type Reading } from './compose.ts';
import { hostsOf, podOf, valueOf, type KubeObject } from './kubernetes.ts';
import { beside } from './paths.ts';
import { at, entriesAt, textAt, type YamlNode } from './yaml-node.ts';
import { asHelmReads, replicasOf, valuesConf } from './values-conf.ts';

/** The parts of `config` in the values of the chart. */
const parts =
  /^(cluster|jetstream|nats|leafnodes|websocket|mqtt|gateway|monitor|profiling|resolver|serverNamePrefix|merge|patch)$/;

/** Values of the official chart, or of a chart that has it below it. */
interface ChartValues {
  /** The name of the chart: another where it is a part of one that calls it so. */
  chart: string;
  values: YamlNode;
}

/** The values of the official chart in a document: of itself, or of charts that have it as a part. */
export function chartValuesIn(document: YamlNode): ChartValues[] {
  if (at(document, 'apiVersion') || at(document, 'kind') || at(document, 'services')) return [];
  if (isValues(document)) return [{ chart: 'nats', values: document }];
  return entriesAt(document).flatMap(([chart, values]) =>
    isValues(values) ? [{ chart, values }] : [],
  );
}

/** Whether a document is values of the chart before 1.0, whose keys were others. */
export const isOldValues = (document: YamlNode): boolean =>
  at(document, 'config') === undefined &&
  at(document, 'apiVersion') === undefined &&
  at(document, 'services') === undefined &&
  at(document, 'nats')?.kind === 'map' &&
  ['image', 'jetstream', 'limits', 'logging', 'advertise', 'healthcheck'].some((key) =>
    at(document, 'nats', key),
  ) &&
  [
    'cluster',
    'leafnodes',
    'natsbox',
    'exporter',
    'websocket',
    'auth',
    'reloader',
    'bootconfig',
  ].some((key) => at(document, key));

const isValues = (node: YamlNode): boolean =>
  entriesAt(node, 'config').some(([key]) => parts.test(key)) && at(node, 'config')?.kind === 'map';

/** Reads the servers that a release of the official chart is with some values. */
export function readValues(
  file: GivenFile,
  { chart, values: written }: ChartValues,
  objects: readonly KubeObject[],
): Reading {
  const notes: Note[] = [];
  const values = asHelmReads(written);
  const release = releaseOf(file.path);
  const chartName = textAt(values, 'nameOverride') || chart;
  const full = (
    textAt(values, 'fullnameOverride') ||
    (release.includes(chartName) ? release : `${release}-${chartName}`)
  )
    .slice(0, 63)
    .replace(/-$/, '');
  const nameOf = (part: string, end = '') => textAt(values, part, 'name') || `${full}${end}`;
  const statefulSet = nameOf('statefulSet');
  const headless = nameOf('headlessService', '-headless');
  const namespace = textAt(values, 'namespaceOverride');
  if (!textAt(values, 'fullnameOverride'))
    notes.push({
      path: file.path,
      words: `The name of the release is not in the values. By the name of the file it is taken for “${release}”.`,
    });
  for (const line of templatesIn(values))
    notes.push({
      path: file.path,
      line,
      severity: 'warning',
      words: 'A template ($tplYaml) is not run: it is left as it is.',
    });

  const { text, lines, faults } = valuesConf(values, {
    statefulSet,
    headless,
    namespace: namespace ?? 'default',
  });
  for (const { line, words } of faults)
    notes.push({
      path: file.path,
      line,
      severity: 'warning',
      words: `This patch cannot be applied: ${words}.`,
    });
  const folder = nameOf('configMap', '-config');
  const own = entriesAt(values, 'configMap', 'merge', 'data').flatMap(([key, value]) =>
    value.kind === 'scalar' ? [cutOut(file, value, `${folder}/${key}`)] : [],
  );
  const main = beside(file.path, `${folder}/nats.conf`);
  const conf = own.find(({ path }) => path === main) ?? {
    path: main,
    text,
    from: lines.map((line) => ({ path: file.path, line })),
  };
  const cluster = at(values, 'config', 'cluster');
  const isCluster =
    at(cluster, 'enabled')?.kind === 'scalar' && textAt(cluster, 'enabled') === 'true';
  const asked = Number(textAt(cluster, 'replicas') ?? 1);
  if (isCluster && asked > replicasOf(cluster))
    notes.push({
      path: file.path,
      line: at(cluster, 'replicas')!.line,
      severity: 'warning',
      words: `The cluster has ${asked} replicas, of which only ${replicasOf(cluster)} are looked at.`,
    });
  const pods = Array.from(
    { length: isCluster ? replicasOf(cluster) : 1 },
    (_, i) => `${statefulSet}-${i}`,
  );
  const prefix = textAt(values, 'config', 'serverNamePrefix') ?? '';
  const line = (at(values, 'config') ?? values).line;
  const isOfHost = textAt(values, 'podTemplate', 'merge', 'spec', 'hostNetwork') === 'true';
  const found = pods.map((pod): Found => ({
    server: {
      name: pod,
      conf,
      ...(!isOfHost && { machine: podOf(namespace, pod) }),
      args: { settings: [], jetstream: false },
      place: { path: file.path, line },
      env: { ...envOf(values, pod, namespace, objects), POD_NAME: pod, SERVER_NAME: prefix + pod },
    },
    aliases: [
      pod,
      ...hostsOf(`${pod}.${headless}`, namespace),
      ...hostsOf(nameOf('service'), namespace),
      ...hostsOf(headless, namespace),
      ...(pods.length === 1 ? [statefulSet] : []),
    ],
  }));
  return { found, files: own.filter(({ path }) => path !== main), notes };
}

/** The release that values are of, by what their file is called: `hub-values.yaml`, `values/hub.yaml`, `hub/values.yaml`. */
function releaseOf(path: string): string {
  const names = path
    .replace(/\.ya?ml$/i, '')
    .split('/')
    .toReversed();
  for (const name of names) {
    const own = name.replace(/[-_.]?values[-_.]?/i, '').replace(/^helm$/i, '');
    if (own !== '') return own.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  }
  return 'nats';
}

/** The variables of the container that values, or a Secret beside them, tell. */
function envOf(
  values: YamlNode,
  pod: string,
  namespace: string | undefined,
  objects: readonly KubeObject[],
): Record<string, string> {
  return Object.fromEntries(
    entriesAt(values, 'container', 'env').flatMap(([name, value]) => {
      const found = textAt(value) ?? valueOf(value, pod, namespace, objects);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}

/** The lines with templates that the chart would run. */
function templatesIn(node: YamlNode): number[] {
  if (node.kind === 'list') return node.items.flatMap(templatesIn);
  if (node.kind !== 'map') return [];
  if (node.entries.has('$tplYaml') || node.entries.has('$tplYamlSpread')) return [node.line];
  return [...node.entries]
    .filter(([key]) => key !== 'extraResources' && key !== 'natsBox')
    .flatMap(([, value]) => templatesIn(value));
}
