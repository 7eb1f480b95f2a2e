import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../lab/session/refusals.ts';
import { everything, messageClasses, parseSubject, passes, passesRefusal } from './filter.ts';
import { frame } from '../../../tests/support/wire-events.ts';

describe('a subject to filter by', () => {
  test.each(['orders.>', '>', '*', 'a.*.c', '$JS.leaf.API.>', 'orders'])('%s', (text) => {
    expect(parseSubject(` ${text} `)).toEqual({ subject: text });
  });

  test('nothing filters nothing', () => {
    expect(parseSubject('  ')).toEqual({});
  });

  test.each([
    ['orders.>.new', '> stands only at the end. Write orders.>, or * for one token.'],
    ['orders.', 'A subject does not end with a dot. Write orders.> for all below it.'],
    ['.', 'A subject does not end with a dot.'],
    ['orders..new', 'A token is empty'],
    ['.orders', 'or before the first. Take one dot away.'],
    ['or ders', 'A subject has no spaces.'],
    ['orders.n*', '* stands for whole tokens. Write * in place of n*.'],
    ['orders>', '> stands for whole tokens. Write > in place of orders>.'],
  ])('%s is refused, with the remedy', (text, error) => {
    expect(parseSubject(text)).toEqual({ error: expect.stringContaining(error) as string });
  });
});

const heartbeat = frame(1, { op: 'PING', line: 'PING' });
delete heartbeat.subject;
const ends = ['leaf', 'hub'] as const;

test('messages pass at first, and upkeep when it is asked for', () => {
  expect(passes(frame(1), messageClasses)).toBe(true);
  expect(passes(heartbeat, messageClasses)).toBe(false);
  expect(passes(heartbeat, everything)).toBe(true);
  expect(passes(heartbeat, { ...everything, subject: '>' })).toBe(false);
});

test('a link or one direction of it', () => {
  const link = 'leaf-hub';
  expect(passes(frame(1), { ...messageClasses, way: { link, ends } })).toBe(true);
  expect(passes(frame(1), { ...messageClasses, way: { link, ends, from: 'leaf' } })).toBe(true);
  expect(passes(frame(1), { ...messageClasses, way: { link, ends, from: 'hub' } })).toBe(false);
  expect(passes(frame(1), { ...messageClasses, way: { link: 'edge-hub', ends } })).toBe(false);
});

test('a delivery is found by the subject it was stored under', () => {
  const delivery = frame(1, {
    subject: '$JS.M.abc',
    reply: '$JS.ACK.ORDERS.JS_MIRROR_1.1.1.1.17.0@orders.new',
  });
  expect(passes(delivery, { ...messageClasses, subject: 'orders.*' })).toBe(true);
  expect(passes(delivery, { ...messageClasses, subject: '$JS.M.>' })).toBe(true);
  expect(passes(delivery, { ...messageClasses, subject: 'stock.>' })).toBe(false);
});

test('a refusal is a class of its own', () => {
  const refusal: Refusal = {
    server: 'leaf',
    at: 0,
    what: 'interest',
    subject: '$JS.API.>',
    rule: 'blocking rule',
  };
  const way = { link: 'leaf-hub', ends };
  expect(passesRefusal(refusal, messageClasses)).toBe(true);
  expect(passesRefusal(refusal, { classes: new Set(['message']) })).toBe(false);
  expect(passesRefusal(refusal, { ...messageClasses, subject: '$JS.>' })).toBe(true);
  expect(passesRefusal(refusal, { ...messageClasses, subject: 'orders.>' })).toBe(false);
  expect(passesRefusal(refusal, { ...messageClasses, way })).toBe(true);
  expect(passesRefusal(refusal, { ...messageClasses, way: { ...way, from: 'hub' } })).toBe(false);
});
