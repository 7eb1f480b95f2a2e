import { expect, test } from 'vitest';
import { nameOfFiles } from './name-of-files.ts';
import { takeIn } from './take-in.ts';

const file = (path: string, text = 'port: 4222\n') => ({ path, text });

test('a bench of files has the name of their folder, of the one file or of the servers', () => {
  expect(nameOfFiles([file('hub.conf'), file('leaf.conf')], 'production')).toBe('production');
  expect(nameOfFiles([file('east/hub.conf')])).toBe('hub');
  expect(nameOfFiles([file('hub.conf'), file('leaf.conf'), file('ca.pem')])).toBe('hub, leaf');
  const named = file('a.conf', '# The hub\nserver_name: "north"\nport: 4222\n');
  const others = ['b', 'c', 'd', 'e'].map((name) => file(`${name}.conf`));
  expect(nameOfFiles([named, ...others])).toBe('north, b, c and 2 more');
});

test('files are given in the order of their names as people read them', async () => {
  const names = ['site-10', 'site-2', 'site-1', 'site', 'hub'];
  const { files } = await takeIn(
    names.map((name) => ({
      path: `${name}.conf`,
      byHand: true,
      size: 11,
      read: () => Promise.resolve(new TextEncoder().encode('port: 4222\n')),
    })),
  );
  expect(files.map(({ path }) => path)).toEqual(
    ['hub', 'site', 'site-1', 'site-2', 'site-10'].map((name) => `${name}.conf`),
  );
  expect(nameOfFiles(files)).toBe('hub, site, site-1 and 2 more');
});

test('files without a configuration have the name of a new bench', () => {
  expect(nameOfFiles([file('docker-compose.yml'), file('.env')])).toBe('My network');
});
