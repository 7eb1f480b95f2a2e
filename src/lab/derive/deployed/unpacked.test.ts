import { describe, expect, test } from 'vitest';
import { examine } from '../../../doctor/examine.ts';
import { derive } from '../derive.ts';
import type { GivenFile } from '../given.ts';
import { unpacked } from './unpacked.ts';

const files = (given: Record<string, string>): GivenFile[] =>
  Object.entries(given).map(([path, text]) => ({ path, text }));

/** The network that files deploy, as its servers and links. */
function network(given: Record<string, string>) {
  const { files: confs, aliases, notes } = unpacked(files(given));
  const derived = derive('network', confs, { aliases });
  const { servers, links } = derived.topology;
  return {
    derived,
    servers: servers.map(({ name, domain, cluster }) =>
      [name, domain ?? '-', ...(cluster === undefined ? [] : [cluster])].join(' '),
    ),
    links: links.map(({ name, kind }) => (kind === 'leaf' ? name : `${kind} ${name}`)),
    notes: notes.map(({ words }) => words),
  };
}

const hub = 'server_name: hub\njetstream { domain: hub }\nleafnodes { port: 7422 }\n';
const leaf = (url: string) =>
  `server_name: leaf\njetstream { domain: leaf }\nleafnodes { remotes: [{ url: "${url}" }] }\n`;

describe('a Compose file', () => {
  test('with mounted configurations, folders and names of its networks', () => {
    const found = network({
      'site/compose.yaml': `
services:
  central:
    image: nats:2.15.2
    command: [-c, /etc/nats/hub.conf, -DV]
    volumes: [ "./conf:/etc/nats:ro" ]
    networks: { lan: { aliases: [bus.example] } }
  edge:
    image: docker.io/library/nats:\${VERSION:-2.15-alpine}
    command: --config=/nats.conf
    configs: [ { source: edge, target: /nats.conf } ]
  web:
    image: nginx
configs:
  edge:
    file: ./conf/leaf.conf
`,
      'site/conf/hub.conf': hub,
      'site/conf/leaf.conf': leaf('nats-leaf://bus.example:7422'),
    });
    expect(found.servers).toEqual(['hub hub', 'leaf leaf']);
    expect(found.links).toEqual(['leaf-hub']);
    expect(found.notes).toEqual(['web is no nats-server and is left out.']);
  });

  test('with configurations written into it, whose lines keep their places', () => {
    const compose = `services:
  hub: { image: nats, command: "-c /hub.conf", configs: [{ source: hub, target: /hub.conf }] }
configs:
  hub:
    content: |
      # The hub.
      server_name: hub

      jetstream { domain: $$DOMAIN }
`;
    const { derived } = network({ 'compose.yml': compose });
    const conf = derived.confs.get('hub')!;
    const at = conf.text.indexOf('jetstream');
    expect(conf.placeOf(at)).toEqual({ path: 'compose.yml', line: 9 });
    expect(conf.text).toContain('domain: $DOMAIN');
  });

  test('with the command line in the place of a configuration', () => {
    const found = network({
      'docker-compose.yaml': `
x-node: &node
  image: nats:2.15.2
  environment: { LEAF: 7422 }
services:
  n1:
    <<: *node
    command: "-js --name n1 --cluster_name c --cluster nats://0.0.0.0:6222 --routes nats://n1:6222,nats://n2:6222"
  n2:
    <<: *node
    entrypoint: /nats-server
    command:
      - --name=n2
      - --cluster_name
      - c
      - --cluster
      - nats://0.0.0.0:6222
      - --routes=nats://n1:6222,nats://n2:6222
      - --http_port
      - "8222"
  other:
    image: nats
    command: ["sh", "-c", "sleep 1 && exec nats-server --name 'an other' -p 4333 && echo done"]
  plain: { image: nats }
  box: { image: natsio/nats-box, command: nats sub '>' }
`,
    });
    expect(found.servers).toEqual(['n1 - c', 'n2 - c', 'an-other -', 'plain -']);
    expect(found.links).toEqual(['route n1-n2']);
    const { text, placeOf } = found.derived.confs.get('n2')!;
    expect(text).toContain('http_port: 8222');
    expect(placeOf(text.indexOf('http_port')).line).toBe(12);
    expect(found.derived.confs.get('an-other')!.text).not.toContain('done');
  });

  test('whose command line goes before the configuration, one for several services', () => {
    const found = network({
      'compose.yaml': `
services:
  a: { image: nats, command: [-c, /n.conf, --name, a, --cluster_advertise, "a:1"], volumes: ["./n.conf:/n.conf"] }
  b: { image: nats, command: [-c, /n.conf, -n, b], volumes: [{ type: bind, source: ./n.conf, target: /n.conf }] }
`,
      'n.conf':
        'cluster {\n  name: c\n  port: 6222 # of routes\n  routes: ["nats://a:6222", "nats://b:6222"] }\n',
    });
    expect(found.servers).toEqual(['a - c', 'b - c']);
    expect(found.links).toEqual(['route a-b']);
    const a = found.derived.confs.get('a')!;
    expect(a.text).toContain('"nats://b:6222"] ; advertise: "a:1" }');
    expect(a.placeOf(a.text.indexOf('port'))).toEqual({ path: 'n.conf', line: 3 });
    expect(a.placeOf(a.text.indexOf('server_name'))).toEqual({ path: 'compose.yaml', line: 3 });
  });

  test('reads no variable from the environment, and says so', () => {
    process.env.LEAFWISE_PROBE = 'seen';
    const found = network({
      'compose.yaml': `
services:
  hub:
    image: nats
    command: ["--name", "\${LEAFWISE_PROBE}", "-p", "\${PORT:-4333}"]
`,
    });
    delete process.env.LEAFWISE_PROBE;
    expect(found.servers).toEqual(['LEAFWISE_PROBE -']);
    expect(found.derived.confs.values().next().value!.text).toContain('port: 4333');
    expect(found.notes.join()).toMatch(/^\$LEAFWISE_PROBE is not read from the environment/);
  });

  test('without the file that it mounts says which', () => {
    const { notes } = unpacked(
      files({ 'compose.yaml': 'services: { hub: { image: nats, command: [-c, /hub.conf] } }' }),
    );
    expect(notes.map(({ words }) => words)).toEqual([
      'The configuration of hub, /hub.conf, was not given. Give the file that is mounted there; hub is left out.',
    ]);
  });

  test('with variables in a file, and what is put over it said', () => {
    const found = network({
      'a/compose.yaml': `
services:
  hub: { image: nats, command: [-c, /n.conf], volumes: ["./n.conf/:/n.conf"], env_file: [{ path: x.env }] }
`,
      'a/compose.override.yaml': 'services: { hub: { ports: ["4222"] } }',
      'a/n.conf': 'server_name: $NAME\njetstream { domain: $DOMAIN }',
      'a/x.env': `# names\nexport NAME="the-hub"\nDOMAIN='d' \n`,
    });
    expect(found.servers).toEqual(['the-hub d']);
    expect(found.notes).toEqual([
      'a/compose.override.yaml is not put over the Compose file beside it. Give what “docker compose config” prints of both.',
    ]);
  });

  test.each([
    ['broken', 'services: {'],
    [
      'a bomb',
      `a: &a [1,1]\n${Array.from(
        'bcdefghijklmnopqrstuvwxyz',
        (c, i) =>
          `${c}: &${c} [${Array<string>(9)
            .fill(`*${String.fromCharCode(97 + i)}`)
            .join()}]`,
      ).join('\n')}`,
    ],
    ['an anchor in itself', 'services: &s { a: *s }'],
    ['thousands of lists that do not end', '['.repeat(100_000)],
    ['too long', `# ${'x'.repeat(1_000_001)}`],
  ])('that is %s is said in one sentence', (_, text) => {
    const { files: left, notes } = unpacked(files({ 'compose.yaml': text }));
    expect(left.map(({ path }) => path)).toEqual(['compose.yaml']);
    expect(notes).toHaveLength(1);
    expect(notes[0]!.words).toMatch(/^compose\.yaml\b.*\.$/);
  });
});

describe('Kubernetes', () => {
  const config = (namespace: string, conf: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: nats-config, namespace: ${namespace} }
data:
  nats.conf: |
${conf.replace(/^/gm, '    ')}`;

  test('ConfigMaps, with the Services beside them', () => {
    const service = (namespace: string) =>
      `---\napiVersion: v1\nkind: Service\nmetadata: { name: nats, namespace: ${namespace} }\n`;
    const found = network({
      'hub.yaml': `${config('hub', hub)}\n${service('hub')}`,
      'leaf.yaml': `${config('edge', leaf('nats-leaf://nats.hub.svc.cluster.local:7422'))}\n${service('edge')}`,
    });
    expect(found.servers).toEqual(['hub hub', 'leaf leaf']);
    expect(found.links).toEqual(['leaf-hub']);
    const { placeOf, text } = found.derived.confs.get('leaf')!;
    expect(placeOf(text.indexOf('leafnodes'))).toEqual({ path: 'leaf.yaml', line: 9 });
  });

  test('a StatefulSet has as many servers as pods, by the names of its pods', () => {
    const found = network({
      'all.yaml': `
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: { name: conf, namespace: bus }
    data:
      main: |
        server_name: $POD_NAME
        jetstream { domain: bus }
        cluster {
          name: bus
          port: 6222
          include routes.conf
        }
      routes.conf: |
        routes: [
          nats://bus-0.bus-headless.bus.svc.cluster.local:6222
          nats://bus-1.bus-headless.bus.svc.cluster.local:6222
          nats://bus-2.bus-headless.bus.svc.cluster.local:6222
        ]
  - apiVersion: apps/v1
    kind: StatefulSet
    metadata: { name: bus, namespace: bus }
    spec:
      replicas: 3
      serviceName: bus-headless
      template:
        metadata: { labels: { app: bus } }
        spec:
          containers:
            - name: nats
              image: nats:2.15.2
              args: [--config, /etc/nats-config/nats.conf]
              env: [{ name: POD_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]
              volumeMounts: [{ name: c, mountPath: /etc/nats-config }]
          volumes:
            - { name: c, configMap: { name: conf, items: [{ key: main, path: nats.conf }, { key: routes.conf, path: routes.conf }] } }
`,
    });
    expect(found.servers).toEqual(['bus-0 bus bus', 'bus-1 bus bus', 'bus-2 bus bus']);
    expect(found.links).toEqual(['route bus-0-bus-1', 'route bus-1-bus-2', 'route bus-2-bus-0']);
  });
});

test('a Secret tells the variables of its pods, and the Service of a namespace leads to its own', () => {
  const hubIn = (namespace: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: nats, namespace: ${namespace} }
spec:
  template:
    metadata: { labels: { app: nats } }
    spec:
      containers:
        - image: nats
          args: [-js, -c, /c/nats.conf]
          envFrom: [{ secretRef: { name: logins } }]
          env: [{ name: NAME, value: hub-${namespace} }]
          volumeMounts: [{ name: c, mountPath: /c/nats.conf, subPath: nats.conf }]
      volumes: [{ name: c, configMap: { name: c } }]
---
apiVersion: v1
kind: Service
metadata: { name: nats, namespace: ${namespace} }
spec: { selector: { app: nats } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: ${namespace} }
data:
  nats.conf: |-
    server_name: $NAME
    leafnodes { port: 7422, authorization { user: $USER, password: $PASS } }
---
apiVersion: v1
kind: Secret
metadata: { name: logins, namespace: ${namespace} }
stringData: { USER: leaf }
data: { PASS: ${btoa('"s3"')} }
`;
  const found = network({
    'one.yaml': hubIn('one'),
    'two.yaml': hubIn('two'),
    'leaf.conf': leaf('nats-leaf://leaf:s3@nats.two.svc.cluster.local:7422'),
    'chart/templates/x.yaml': '{{- if .Values.x }}\na: {{ .b }}: c\n',
  });
  expect(found.servers.toSorted()).toEqual(['hub-one -', 'hub-two -', 'leaf leaf']);
  expect(found.links).toEqual(['leaf-hub-two']);
  expect(found.derived.confs.get('hub-one')!.text).toContain('jetstream: enabled');
  expect(found.notes).toEqual([
    'chart/templates/x.yaml is a template, and none is run here. Give what “helm template” makes of it, or the values.',
  ]);
});

describe('values of the official chart', () => {
  test('a cluster and a leaf of it, with the line of the values', () => {
    const found = network({
      'hub-values.yaml': `fullnameOverride: nats
namespaceOverride: hub
config:
  cluster:
    enabled: true
    replicas: 3
  jetstream:
    enabled: true
    merge: { domain: hub }
  leafnodes:
    enabled: true
`,
      'leaf-values.yaml': `fullnameOverride: leaf
config:
  jetstream:
    enabled: true
    merge:
      domain: leaf
  merge:
    leafnodes:
      remotes:
        - url: nats-leaf://nats.hub.svc.cluster.local:7422
`,
    });
    expect(found.servers).toEqual([
      'nats-0 hub nats',
      'nats-1 hub nats',
      'nats-2 hub nats',
      'leaf-0 leaf',
    ]);
    expect(found.links.filter((name) => !name.startsWith('route'))).toEqual([
      'leaf-0-nats-0',
      'leaf-0-nats-1',
      'leaf-0-nats-2',
    ]);
    const conf = found.derived.confs.get('leaf-0')!;
    expect(conf.placeOf(conf.text.indexOf('"domain"')).line).toBe(6);
    expect(conf.placeOf(conf.text.indexOf('nats-leaf:')).line).toBe(10);
    const hubConf = found.derived.confs.get('nats-0')!;
    expect(hubConf.placeOf(hubConf.text.indexOf('max_file_store')).line).toBe(7);
  });

  test('as parts of another chart, and a patch that does not fit', () => {
    const { files: confs, notes } = unpacked(
      files({
        'env/values.yaml': `
hub: { fullnameOverride: hub, config: { leafnodes: { enabled: true } } }
edge: { config: { patch: [{ op: remove, path: /no }], merge: { server_name: { $tplYaml: x } } } }
`,
      }),
    );
    expect(confs.map(({ path }) => path)).toEqual([
      'env/hub-config/hub-0.conf',
      'env/env-edge-config/env-edge-0.conf',
    ]);
    expect(notes.map(({ line, words }) => `${line ?? ''} ${words}`)).toEqual([
      ' The name of the release is not in the values. By the name of the file it is taken for “env”.',
      '3 A template ($tplYaml) is not run: it is left as it is.',
      '3 This patch cannot be applied: there is no /no.',
    ]);
  });
});

test('values of the chart before 1.0 are not read, and that is said', () => {
  const { notes } = unpacked(
    files({
      'old.yaml':
        'nats: { image: "nats:2.7", jetstream: { enabled: true } }\ncluster: { enabled: true }\n',
    }),
  );
  expect(notes.map(({ words }) => words)).toEqual([
    'old.yaml has values of the chart before 1.0, which are not read. Give the ConfigMap that “helm template” makes of them.',
  ]);
});

test('files that deploy nothing of NATS pass through', () => {
  const given = files({ 'hub.conf': hub, 'ci.yaml': 'jobs: { a: 1 }', 'x.creds': '---' });
  expect(unpacked(given)).toEqual({ files: given, aliases: new Map(), notes: [] });
});

test('what is deployed and left out is an error, and what is cut a warning', () => {
  const left = (given: GivenFile[]) =>
    unpacked(given).notes.flatMap(({ severity, path, line }) =>
      severity ? [`${severity} ${path}:${line ?? ''}`] : [],
    );
  expect(
    left([
      ...files({
        'compose.yaml': `services:
  hub: { image: nats, command: -c /hub.conf }
  leaf: { image: nats, deploy: { replicas: 3 } }
`,
        'values.yaml': 'config:\n  cluster: { enabled: true, replicas: 1000000 }\n',
        'set.yaml': `kind: StatefulSet
apiVersion: apps/v1
metadata: { name: nats }
spec:
  replicas: 500
  template: { spec: { containers: [{ image: "nats:2" }] } }
`,
        'broken.yaml': 'a: [',
        'templates/a.yaml': 'a: {{ .Values.b }}\n{{ end }}',
      }),
      { path: 'mine.yaml', text: 'a: {{ .Values.b }}\n{{ end }}', byHand: 'named' },
      { path: 'web.yaml', text: 'services: { web: { image: nginx } }', byHand: 'named' },
    ]).toSorted(),
  ).toEqual([
    'error broken.yaml:',
    'error compose.yaml:2',
    'error mine.yaml:',
    'error web.yaml:1',
    'warning compose.yaml:3',
    'warning set.yaml:1',
    'warning templates/a.yaml:',
    'warning values.yaml:2',
  ]);
});

describe('a local address', () => {
  const configs = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `      ${line}`)
      .join('\n');
  const compose = (more = '') => ({
    'compose.yaml': `
services:
  hub: { image: nats, command: -c /hub.conf, configs: [ { source: hub, target: /hub.conf } ] }
  leaf: { image: nats, command: -c /leaf.conf, configs: [ { source: leaf, target: /leaf.conf } ]${more} }
configs:
  hub:
    content: |
${configs(hub)}
  leaf:
    content: |
${configs(leaf('nats://localhost:7422'))}
`,
  });
  const found = (given: Record<string, string>) =>
    examine(network(given).derived)
      .filter(({ rule }) => /local-in-container|dials-itself|one-machine/.test(rule))
      .map(({ rule, place, remedy }) => `${place!.path}:${place!.line} ${rule} ${remedy}`);

  test('means the container itself', () => {
    const { links, derived } = network(compose());
    expect(links).toEqual(['leaf-localhost']);
    expect(derived.topology.outside).toHaveLength(1);
    expect(found(compose())).toEqual([
      'compose.yaml:15 local-in-container Dial hub:7422: a service is reached by its name.',
    ]);
  });

  test.for([', network_mode: "service:hub"'])('means both of one container (%s)', (mode) => {
    expect(network(compose(mode)).links).toEqual(['leaf-hub']);
  });

  test('means the machine where both have its network', () => {
    const host = compose(', network_mode: host')['compose.yaml'].replace(
      'target: /hub.conf } ]',
      '$&, network_mode: host',
    );
    expect(network({ 'compose.yaml': host }).links).toEqual(['leaf-hub']);
  });

  test('means the pod itself', () => {
    const conf = leaf('nats://localhost:7422').replaceAll('\n', '\n    ');
    const pod = (name: string, text: string, more = '') => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}-config }
data:
  nats.conf: |
    ${text}
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: ${name} } }
spec:
  ${more}
  containers:
    - { name: nats, image: nats, args: [-c, /etc/nats/nats.conf], volumeMounts: [ { name: c, mountPath: /etc/nats } ] }
  volumes: [ { name: c, configMap: { name: ${name}-config } } ]
---
apiVersion: v1
kind: Service
metadata: { name: ${name}-service }
spec: { selector: { app: ${name} } }
---`;
    const pods = (more = '') => ({
      'pods.yaml': pod('hub', hub.replaceAll('\n', '\n    '), more) + pod('leaf', conf, more),
    });
    expect(found(pods())).toEqual([
      expect.stringContaining('local-in-container Dial hub-service:7422'),
    ]);
    expect(network(pods('hostNetwork: true')).links).toEqual(['leaf-hub']);
  });

  test('means each server of a pod that has several', () => {
    const map = (name: string, conf: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
data:
  nats.conf: |
    ${conf.replaceAll('\n', '\n    ')}
---`;
    const container = (name: string) =>
      `{ name: ${name}, image: nats, args: [-c, /${name}/nats.conf], volumeMounts: [ { name: ${name}, mountPath: /${name} } ] }`;
    const given = {
      'pod.yaml': `${map('hub', hub)}${map('edge', `port: 4223\n${leaf('nats://localhost:7422')}`)}
apiVersion: v1
kind: Pod
metadata: { name: pair }
spec:
  containers: [ ${container('hub')}, ${container('edge')} ]
  volumes: [ { name: hub, configMap: { name: hub } }, { name: edge, configMap: { name: edge } } ]
`,
    };
    expect(network(given).links).toEqual(['leaf-hub']);
    expect(found(given)).toEqual([]);
  });

  test('of a server that listens there is the server, and the service is named', () => {
    const own = compose()['compose.yaml'].replace('remotes:', 'port: 7422, remotes:');
    expect(found({ 'compose.yaml': own })).toEqual([
      'compose.yaml:15 dials-itself Dial hub:7422: a service is reached by its name.',
    ]);
  });
});
