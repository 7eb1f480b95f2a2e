import { expect, test } from 'vitest';
import topology from '../../../topologies/two-domains/topology.ts';
import { LabSession } from '../../lab/session/session.ts';
import { deleteFile, isFile, leadsElsewhere, pathOf, putFile, textOf } from './page-files.ts';

test('text is told from other bytes', () => {
  expect(textOf(new TextEncoder().encode('{"name": "Zürich"}'))).toBe('{"name": "Zürich"}');
  expect(textOf(new Uint8Array([0xff, 0xfe]))).toBe(undefined);
  expect(textOf(new Uint8Array([65, 0, 66]))).toBe(undefined);
  expect(textOf(new Uint8Array(2_000_000).fill(65))).toBe(undefined);
});

test('a typed name is the path by which a command finds the file', () => {
  expect(pathOf(' ORDERS.json ')).toBe('ORDERS.json');
  expect(pathOf('./monday/backup.json')).toBe('monday/backup.json');
  expect(pathOf('/tmp/x.json')).toBe('tmp/x.json');
  expect(pathOf('monday//backup.json')).toBe('monday/backup.json');
  expect(pathOf('./')).toBe('');
});

test('a name is neither taken by what any object has, nor does it lead elsewhere', () => {
  expect(isFile({}, 'constructor')).toBe(false);
  expect(isFile({ 'a.json': new Uint8Array() }, 'a.json')).toBe(true);
  expect(['..', '.', '../a.json', 'a/../b.json', 'a/.'].every(leadsElsewhere)).toBe(true);
  expect(['..a', '.hidden', 'a..json', 'a/b.json'].some(leadsElsewhere)).toBe(false);
});

test('files of the reader stay when a lab starts over, others go', async () => {
  const session = new LabSession(topology, () => Promise.reject(new Error('no host')));
  const bytes = new TextEncoder().encode('{}');
  putFile(session, 'ORDERS.json', bytes);
  session.files.update((files) => ({ ...files, 'monday/backup.json': bytes }));
  await session.reset();
  expect(session.files.get()).toEqual({ 'ORDERS.json': bytes });
  deleteFile(session, 'ORDERS.json');
  expect(session.files.get()).toEqual({});
});
