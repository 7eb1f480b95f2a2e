import { expect, test } from 'vitest';
import { emptyBench, hubAndLeaf } from '../../bench/begin.ts';
import { networkOf } from '../../bench/network.ts';
import { refusalFindings, withRefusals } from './all-findings.ts';

const bench = { ...emptyBench('2.0.0'), ...hubAndLeaf };
const textOf = (path: string) => bench.files.find((file) => file.path === path)?.text;

test('a refusal is at the line of the file that the person has, unless it was changed since', async () => {
  const network = await networkOf(bench);
  const words = '/leaf.conf:5:3: unknown field "domian"';
  const refusal = { server: 'leaf', words, network };
  expect(refusalFindings(refusal, textOf)).toMatchObject([
    { severity: 'error', server: 'leaf', place: { path: 'leaf.conf', line: 5 } },
  ]);
  expect(refusalFindings(refusal, () => 'another text')[0]).not.toHaveProperty('place');
});

test('a refusal in an included file is at its line there', async () => {
  const files = [
    { path: 'conf/hub.conf', text: 'port: 4222\ninclude js.conf\n' },
    { path: 'conf/js.conf', text: '# JetStream\njetstream: enabled\n' },
  ];
  const network = await networkOf({ ...bench, files });
  const [finding] = refusalFindings(
    { server: 'hub', words: 'hub.conf:3:1: no', network },
    (path) => files.find((file) => file.path === path)?.text,
  );
  expect(finding!.place).toEqual({ path: 'conf/js.conf', line: 2 });
});

test('a refusal without a line is told whole', async () => {
  const network = await networkOf(bench);
  const words = 'address already in use';
  const [finding] = refusalFindings({ server: 'hub', words, network }, textOf);
  expect(finding!.words).toBe('hub says: address already in use.');
});

test('the worst comes first, then what stands first, and last what has no place', () => {
  const made = { rule: 'r', words: '', remedy: '' };
  const at = (path: string, line: number) => ({ place: { path, line } });
  const sorted = withRefusals(
    [
      { ...made, severity: 'note', ...at('a', 1) },
      { ...made, severity: 'error' },
      { ...made, severity: 'error', ...at('n10', 1) },
      { ...made, severity: 'error', ...at('n2', 12) },
      { ...made, severity: 'error', ...at('n2', 3) },
      { ...made, severity: 'warning', ...at('a', 1) },
    ],
    [],
  );
  expect(sorted.map(({ severity, place }) => [severity, place?.path, place?.line])).toEqual([
    ['error', 'n2', 3],
    ['error', 'n2', 12],
    ['error', 'n10', 1],
    ['error', undefined, undefined],
    ['warning', 'a', 1],
    ['note', 'a', 1],
  ]);
});

test('a refusal of a line that the doctor finds an error in is not told twice', () => {
  const made = { rule: 'r', words: '', remedy: '', severity: 'error' as const };
  const place = { path: 'a', line: 3 };
  const refused = { ...made, rule: 'refused', place };
  expect(withRefusals([{ ...made, place }], [refused])).toHaveLength(1);
  expect(withRefusals([{ ...made, severity: 'warning', place }], [refused])).toHaveLength(2);
  expect(withRefusals([{ ...made, place: { path: 'a', line: 4 } }], [refused])).toHaveLength(2);
});

test('a configuration that cannot be read is one finding, at the line to mend', async () => {
  const files = [
    { path: 'hub.conf', text: 'server_name: hub\nport: 4222\nleafnodes {\n  port: 7422\n' },
    bench.files.find(({ path }) => path === 'leaf.conf')!,
  ];
  const network = await networkOf({ ...bench, files });
  const words = "Parse error on line 5: 'Unexpected end.'";
  const refusals = refusalFindings(
    { server: 'hub', words, network },
    (path) => files.find((file) => file.path === path)?.text,
  );
  expect(refusals[0]!.words).toBe(`hub refuses this line: ${words}`);
  const told = withRefusals(network.findings, refusals);
  expect(told.filter(({ severity }) => severity === 'error')).toMatchObject([
    { rule: 'syntax-error', place: { path: 'hub.conf', line: 3 } },
  ]);
});
