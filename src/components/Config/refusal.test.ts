import { describe, expect, test } from 'vitest';
import { faultsIn, takesRestart, withoutDump } from './refusal.ts';

describe('faultsIn', () => {
  test('finds the line and column of a field', () => {
    expect(faultsIn('/leaf.conf:7:3: unknown field "domian"')).toEqual([
      { line: 7, column: 3, message: 'unknown field "domian"' },
    ]);
  });

  test('finds each of several faults, in whatever folder the file is', () => {
    const words = '/srv/lab one/leaf.conf:2:1: first: fault\nC:\\lab\\leaf.conf:4:1: second';
    expect(faultsIn(words).map(({ line, message }) => [line, message])).toEqual([
      [2, 'first: fault'],
      [4, 'second'],
    ]);
  });

  test('finds the line of a text that does not parse', () => {
    expect(faultsIn("hub.conf: Parse error on line 3: 'Unexpected EOF'")).toEqual([
      { line: 3, message: "Parse error on line 3: 'Unexpected EOF'" },
    ]);
  });

  test('finds none in other words', () => {
    expect(faultsIn('Error listening on port: 10.0.0.1:4222, address already in use')).toEqual([]);
  });
});

test('a restart is of use only for what the server has read', () => {
  expect(takesRestart('config reload not supported for JetStreamDomain: old=a, new=b')).toBe(true);
  expect(takesRestart('config reload does not support moving to an account resolver')).toBe(true);
  expect(takesRestart('/leaf.conf:7:3: unknown field "domian"')).toBe(false);
});

test('a value is told as the reader has written it, and none as Go has it in memory', () => {
  const mqtt = 'config reload not supported for MQTT';
  expect(withoutDump(`${mqtt}: old={ 0  <nil> false}, new={10.0.0.2 1883  <nil> false}`)).toBe(
    mqtt,
  );
  expect(withoutDump(`${mqtt}: old=[0xc0001], new=[]`)).toBe(mqtt);
  expect(withoutDump(`${mqtt}: old=&{1}, new=<nil>`)).toBe(mqtt);
  for (const told of [
    'config reload not supported for ProfPort: old=0, new=6060',
    '/leaf.conf:7:3: unknown field "domian"',
  ])
    expect(withoutDump(told)).toBe(told);
  expect(takesRestart(withoutDump(`${mqtt}: old={}, new={1}`))).toBe(true);
});
