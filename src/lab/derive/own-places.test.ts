import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import { inOwnPlaces, ownPlaceIn } from './own-places.ts';

const { confs } = derive('own', [
  { path: 'hub.conf', text: 'server_name: hub\ninclude "more.conf"\nport: 4222\n' },
  { path: 'more.conf', text: 'leafnodes {\n  port: 7422\n}\n' },
]);
const hub = confs.get('hub')!;

test.each([
  ['hub.conf:3:4: unknown field "prt"', 'more.conf:2', 'more.conf:2: unknown field "prt"'],
  ["Parse error on line 3: 'no'", 'more.conf:2', "Parse error on line 2: 'no'"],
  ["variable reference for 'A' on line 1 can not be found", 'hub.conf:1', /on line 1 can/],
  ['cannot start', undefined, 'cannot start'],
])('%s is told with the line of the file that was given', (said, at, words) => {
  const place = ownPlaceIn(hub, said);
  expect(place && `${place.path}:${place.line}`).toBe(at);
  expect(inOwnPlaces(hub, said)).toMatch(words);
});
