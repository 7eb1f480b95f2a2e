import { describe, expect, test } from 'vitest';
import { topologyNamed } from '../../topologies/index.ts';
import { explain } from '../config-keys/explain.ts';
import { learningPath } from '../site-data/learning-path.ts';
import { additions } from './additions.ts';
import { asked, complete, fromQuery, questions, toQuery, type Answers } from './questions.ts';
import { recommend, stillPossible } from './recommend.ts';
import { shapes, type Shape } from './shapes.ts';

/** Every set of answers. */
const all = questions.reduce<Partial<Answers>[]>(
  (sets, { id, options }) => sets.flatMap((set) => options.map((o) => ({ ...set, [id]: o.id }))),
  [{}],
) as Answers[];

describe('every set of answers', () => {
  test('leads to one shape, with reasons that name questions that were asked', () => {
    const seen = new Set<string>();
    for (const answers of all) {
      const { name, shape, reasons, additions } = recommend(complete(answers)!);
      seen.add(name);
      const ids = asked(answers).map(({ id }) => id);
      expect(reasons.length, name).toBeGreaterThan(0);
      for (const { question } of [...reasons, ...additions]) expect(ids).toContain(question);
      expect(shape.keys.length && shape.lacks.length, name).toBeGreaterThan(0);
    }
    expect(seen).toEqual(new Set(Object.keys(shapes)));
  });

  test('is heard: an answer that asks for something decides, or adds it', () => {
    for (const answers of all) {
      const { name, reasons, additions } = recommend(complete(answers)!);
      const told = [...reasons, ...additions].map(({ question }) => question);
      const heard = (question: string, wanted: boolean) =>
        expect(!wanted || told.includes(question as never), `${name}: ${question}`).toBe(true);
      if (answers.sites === 'none') {
        heard('survive', answers.survive === 'yes');
        continue;
      }
      heard('line', answers.line === 'store');
      heard('listen', answers.listen !== 'hub');
      heard('accounts', answers.accounts === 'several' && name !== 'bridge' && name !== 'clients');
      heard('secrets', answers.secrets === 'no');
      heard('tiers', answers.tiers === 'yes' && answers.sites === 'many');
      heard('survive', answers.survive === 'yes');
      heard('runs', answers.runs === 'wasmcloud');
    }
  });
});

const shapesAndAdditions = [...Object.values(shapes), ...additions] as const;

test('each shape is drawn by a topology, or is one without a leaf', () => {
  for (const shape of Object.values<Shape>(shapes)) {
    if (shape.topology) {
      expect(topologyNamed(shape.topology).name).toBe(shape.topology);
      continue;
    }
    expect(shape.title).toMatch(/no leaf node/);
    const { topology, servers } = shape.picture!;
    const names = topologyNamed(topology).servers.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...servers]));
  }
});

test('each answer leaves fewer shapes, and the last one leaves the one that is recommended', () => {
  expect(stillPossible({})).toEqual(Object.keys(shapes));
  expect(stillPossible({ sites: 'none' })).toEqual(['one-server', 'cluster']);
  expect(stillPossible({ sites: 'none', survive: 'yes' })).toEqual(['cluster']);
  expect(stillPossible({ runs: 'wasmcloud' })).toEqual([
    'one-server',
    'cluster',
    'wasmcloud-lattice',
  ]);
  expect(stillPossible({ sites: 'one' })).not.toContain('hub-and-spoke');
  for (const answers of all.slice(0, 200)) {
    expect(stillPossible(answers)).toEqual([recommend(complete(answers)!).name]);
  }
});

test('each key that is named is one of the server', () => {
  const paths = shapesAndAdditions.flatMap(({ keys }) => keys.map(([path]) => path));
  expect(paths.filter((path) => explain(path.split('.')) === undefined)).toEqual([]);
});

test('each guide and lab is on the learning path', () => {
  for (const { guide, lab } of shapesAndAdditions) {
    expect(learningPath).toContain(guide);
    expect(learningPath).toContain(lab);
  }
});

test('answers go into an address and come back; what is no answer is left out', () => {
  const answers: Partial<Answers> = { sites: 'many', line: 'store', tiers: 'yes' };
  expect(toQuery(answers)).toBe('?sites=many&line=store&tiers=yes');
  expect(fromQuery(toQuery(answers))).toEqual(answers);
  expect(fromQuery('?sites=seven&line=serve&other=1')).toEqual({ line: 'serve' });
  expect(toQuery({ sites: 'none', line: 'store' })).toBe('?sites=none');
  expect(toQuery({})).toBe('');
});

test('nothing is recommended before every question has its answer', () => {
  expect(complete({ sites: 'one', line: 'serve' })).toBeUndefined();
  expect(complete({ sites: 'none', survive: 'no' })).toBeDefined();
});
