import { expect, test } from 'vitest';
import type { WireEvent } from './event.ts';
import { pathOf } from './wire-path.ts';
import { FrameReader } from './reader.ts';

let seq = 0;

/** Reads a line and a payload as they cross a link. */
function crossed(link: string, from: string, to: string, line: string, payload = 'x'): WireEvent {
  const bytes = new TextEncoder().encode(`${line} ${payload.length}\r\n${payload}\r\n`);
  const [frame] = new FrameReader('leaf').push(bytes);
  return { ...frame!, seq: seq++, at: 0, link, from, to };
}

test('a message that crosses three servers is found from any of its links', () => {
  const other = crossed('edge-region', 'edge', 'region', 'LMSG a', 'other');
  const first = crossed('edge-region', 'edge', 'region', 'LMSG a');
  const elsewhere = crossed('branch-hub', 'branch', 'hub', 'LMSG a');
  const second = crossed('region-hub', 'region', 'hub', 'LMSG a');
  const again = crossed('edge-region', 'edge', 'region', 'LMSG a');
  const events = [other, first, elsewhere, second, again];
  expect(pathOf(events, first)).toEqual([first, second]);
  expect(pathOf(events, second)).toEqual([first, second]);
  expect(pathOf(events, other)).toEqual([other]);
});

test('a reply subject tells two requests with the same payload apart', () => {
  const one = crossed('edge-region', 'edge', 'region', 'LMSG a _INBOX.1');
  const two = crossed('edge-region', 'edge', 'region', 'LMSG a _INBOX.2');
  const on = crossed('region-hub', 'region', 'hub', 'LMSG a _INBOX.2');
  expect(pathOf([one, two, on], one)).toEqual([one]);
  expect(pathOf([one, two, on], two)).toEqual([two, on]);
});
