import { expect, test } from 'vitest';
import { subjectsIn, whyNoSubject } from './reach-subjects.ts';

test('what is typed is several subjects, each once', () => {
  expect(subjectsIn(' orders.new,orders.old  orders.new ')).toEqual(['orders.new', 'orders.old']);
  expect(subjectsIn(' ')).toEqual([]);
});

test('nothing is published where no message can be, and the reason is said', () => {
  expect(whyNoSubject('orders.new')).toBeUndefined();
  expect(whyNoSubject('orders.*')).toContain('without * and >');
  expect(whyNoSubject('orders..new')).toContain('empty part');
  expect(whyNoSubject('$JS.API.INFO')).toContain('themselves');
});
