import { expect, test } from 'vitest';
import { emptyBench } from './begin.ts';
import { BenchDraft } from './draft.ts';

const begun = () => new BenchDraft(emptyBench('2.0.0'));
const shown = ({ snapshot }: BenchDraft) => {
  const { state, undo, redo } = snapshot.get();
  return [state.name, undo, redo];
};

test('each change can be taken back, and taken back again', () => {
  const draft = begun();
  draft.change('Rename', { name: 'a' });
  draft.change('Rename it again', { name: 'b' });
  expect(shown(draft)).toEqual(['b', 'Rename it again', undefined]);
  draft.undo();
  expect(shown(draft)).toEqual(['a', 'Rename', 'Rename it again']);
  draft.redo();
  expect(shown(draft)).toEqual(['b', 'Rename it again', undefined]);
  draft.undo();
  draft.undo();
  draft.undo();
  expect(shown(draft)).toEqual(['My network', undefined, 'Rename']);
});

test('a change after Undo leaves nothing for Redo', () => {
  const draft = begun();
  draft.change('Rename', { name: 'a' });
  draft.undo();
  draft.change('Name', { name: 'c' });
  draft.redo();
  expect(shown(draft)).toEqual(['c', 'Name', undefined]);
});

test('changes of one key are one step, until a pause, another change or Undo', () => {
  const draft = begun();
  draft.change('Type', { name: 'a' }, 'name');
  draft.change('Type', { name: 'ab' }, 'name');
  draft.pause();
  draft.change('Type', { name: 'abc' }, 'name');
  draft.undo();
  expect(draft.state.name).toBe('ab');
  draft.change('Type', { name: 'abd' }, 'name');
  draft.undo();
  expect(draft.state.name).toBe('ab');
  draft.undo();
  expect(draft.state.name).toBe('My network');
});
