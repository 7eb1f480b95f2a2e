import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { describe, expect, test } from 'vitest';
import { derive, type Derived } from '../lab/derive/derive.ts';
import type { GivenFile } from '../lab/derive/given.ts';
import { unpacked } from '../lab/derive/deployed/unpacked.ts';
import { networks } from '../../tests/support/networks.ts';
import { pack } from './pack.ts';

/** Helm, and the official chart: the folder that has its Chart.yaml. Neither is fetched here. */
const { LEAFWISE_HELM: helm, LEAFWISE_NATS_CHART: chart } = process.env;

interface KubeObject {
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  spec: {
    replicas: number;
    template: {
      spec: { containers: { volumeMounts: { name: string }[] }[]; volumes: { name: string }[] };
    };
  };
}

const shape = ({ topology }: Derived) => ({
  servers: topology.servers
    .map(({ name, domain, cluster, accounts }) => ({ name, domain, cluster, accounts }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
  links: topology.links
    .map(({ kind, from, to, accounts }) =>
      [kind, ...[from, to].sort(), JSON.stringify(accounts)].join(' '),
    )
    .sort(),
});

describe.skipIf(!helm || !chart)(
  'values by `helm template` (LEAFWISE_HELM, LEAFWISE_NATS_CHART)',
  () => {
    test.each(Object.entries(networks))('of the network %s', (name, files) => {
      const packed = pack(derive(name, files), 'helm');
      const taken = unpacked(packed);
      const manifests: GivenFile[] = packed.filter(({ path }) => path.endsWith('-logins.yaml'));
      const dir = mkdtempSync(join(tmpdir(), 'leafwise-helm-'));
      try {
        for (const { path, text } of packed.filter((file) => file.path.endsWith('-values.yaml'))) {
          writeFileSync(join(dir, path), text);
          const release = path.replace('-values.yaml', '');
          const rendered = execFileSync(helm!, ['template', release, chart!, '-f', path], {
            cwd: dir,
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'pipe'],
          });
          manifests.push({ path: `${release}.yaml`, text: rendered });
          const objects = parseAllDocuments(rendered).map(
            (document) => document.toJS() as KubeObject,
          );
          const conf = objects.find(({ kind }) => kind === 'ConfigMap')!.data!['nats.conf']!;
          const own = taken.files.filter(({ path: at }) => at.startsWith(`${release}-config/`));
          const set = objects.find(({ kind }) => kind === 'StatefulSet')!;
          expect(set.metadata.name).toBe(release);
          expect(own).toHaveLength(set.spec.replicas);
          // Variables are written into the first line.
          for (const { text: ours } of own)
            expect(ours.replace(/^\{.*/, '{')).toBe(`${conf.trimEnd()}\n`);
          const { containers, volumes } = set.spec.template.spec;
          const mounts = containers[0]!.volumeMounts.map((mount) => mount.name);
          expect(mounts.includes('files')).toBe(volumes.some((volume) => volume.name === 'files'));
        }
        // The objects that the chart makes are the same network as the values.
        const ofObjects = unpacked(manifests);
        expect(shape(derive('objects', ofObjects.files, ofObjects))).toEqual(
          shape(derive('values', taken.files, taken)),
        );
      } finally {
        rmSync(dir, { recursive: true });
      }
    });
  },
);
