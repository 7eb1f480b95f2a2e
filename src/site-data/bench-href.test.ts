import { expect, test } from 'vitest';
import { benchHref, benchKinds, ownNetworkIn } from './bench-href.ts';

test('what an address opens is read back from it', () => {
  for (const kind of benchKinds)
    expect(ownNetworkIn(benchHref(kind, 'two-domains').split('#')[1]!)).toEqual({
      kind,
      name: 'two-domains',
    });
});

test.each(['', '#1AbC', '#of=topology', '#of=guide/a', '#of=topology/../x', '#of=lab/A b'])(
  'a fragment that is none of them opens none: %s',
  (fragment) => {
    expect(ownNetworkIn(fragment)).toBeUndefined();
  },
);
