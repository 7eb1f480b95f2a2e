import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { chartValues } from '../../../../tests/support/chart-values.ts';
import { unpacked } from './unpacked.ts';

/** Helm, and the official chart: the folder that has its Chart.yaml. Neither is fetched here. */
const { LEAFWISE_HELM: helm, LEAFWISE_NATS_CHART: chart } = process.env;

describe.skipIf(!helm || !chart)(
  'nats.conf as `helm template` makes it (LEAFWISE_HELM, LEAFWISE_NATS_CHART)',
  () => {
    test.each(Object.entries(chartValues))('of values with %s', (_, values) => {
      const dir = mkdtempSync(join(tmpdir(), 'leafwise-chart-'));
      try {
        writeFileSync(join(dir, 'nats.yaml'), values);
        const template = [
          'template',
          'nats',
          chart!,
          '-f',
          'nats.yaml',
          '-s',
          'templates/config-map.yaml',
        ];
        const rendered = execFileSync(helm!, template, {
          cwd: dir,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        const { data } = parse(rendered) as { data: Record<string, string> };
        const { files, notes } = unpacked([{ path: 'nats.yaml', text: values }]);
        expect(files.find(({ text }) => text.includes('pid_file'))!.text).toBe(
          `${data['nats.conf']!.trimEnd()}\n`,
        );
        expect(notes.filter(({ words }) => words.includes('patch'))).toEqual([]);
        for (const [key, text] of Object.entries(data).filter(([key]) => key !== 'nats.conf'))
          expect(files.find(({ path }) => path.endsWith(`/${key}`))?.text).toBe(text);
      } finally {
        rmSync(dir, { recursive: true });
      }
    });
  },
);
