import { describe, expect, test } from 'vitest';
import {
  classFinding,
  clockFinding,
  looked,
  networkFinding,
  permissionFinding,
  secureFinding,
  summary,
  type Finding,
} from './finding.ts';

describe('the network', () => {
  test.each([
    ['no network', { online: false, doorway: 'unreachable' }, 'no', 'in no network'],
    ['devices kept apart', { online: true, doorway: 'unreachable' }, 'no', 'client isolation'],
    ['a captive portal', { online: true, doorway: 'portal' }, 'no', 'sign in first'],
    ['no class', { online: true, doorway: 'none' }, 'unknown', 'no class'],
    ['no WebSocket', { online: true, doorway: 'here', socket: false }, 'no', 'VPN'],
    ['all through', { online: true, doorway: 'here', socket: true }, 'yes', 'through'],
  ] as const)('%s', (_, way, ok, words) => {
    const found = networkFinding(way);
    expect(found.ok).toBe(ok);
    expect(found.words).toContain(words);
  });
});

test('a clock is compared both ways, and may be a little off', () => {
  expect(clockFinding(undefined).ok).toBe('unknown');
  expect(clockFinding(-20_000).ok).toBe('yes');
  expect(clockFinding(90_000).words).toContain('90 seconds behind');
  expect(clockFinding(-3_600_000).words).toContain('60 minutes ahead of');
});

describe('the permission', () => {
  const page = { host: '192.168.1.7', secure: true };
  test.each([
    ['page and hub at one address', 'ws://192.168.1.7:8080/class/hub', 'denied', 'yes'],
    ['a public hub', 'wss://8.8.8.8/class/hub', 'denied', 'yes'],
    ['allowed', 'ws://192.168.1.9/class/hub', 'granted', 'yes'],
    ['refused', 'ws://192.168.1.9/class/hub', 'denied', 'no'],
    ['to be asked', 'ws://192.168.1.9/class/hub', 'prompt', 'unknown'],
    ['a browser that asks for none', 'ws://192.168.1.9/class/hub', undefined, 'yes'],
  ] as const)('%s', (_, hub, state, ok) => {
    expect(permissionFinding(hub, page, state).ok).toBe(ok);
  });
});

test('each finding has room in what trainers are told', () => {
  const isolation = networkFinding({ online: true, doorway: 'unreachable' });
  const others = [classFinding('none', ''), secureFinding(false), isolation];
  for (const { words } of others) expect(words.length).toBeLessThanOrEqual(300);
});

test('the summary tells what is wrong before what is unknown', () => {
  const all = (...oks: Finding['ok'][]): Finding[] =>
    oks.map((ok, i) => ({ id: Object.keys(looked)[i]!, name: '', ok, words: '' }));
  expect(summary(all('yes', 'asking', 'no'))).toBe('Checking…');
  expect(summary(all('yes', 'no', 'unknown'))).toBe('Not ready: see the ✗.');
  expect(summary(all('no', 'no'))).toBe('Not ready: see the 2 ✗.');
  expect(summary(all('yes', 'unknown'))).toBe('Ready, as far as it can be told now.');
  expect(summary(all('yes', 'yes'))).toBe('You are ready.');
});
