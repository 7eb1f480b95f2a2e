// @ts-check
// `npm run test:docs`: what the pages have their reader do, on real servers, and each command of theirs also with the
// real `nats` CLI, whose output is compared. `-- --server 2.12` runs it on native servers of another release, without
// the CLI. Whatever else is given goes to Vitest: `-t guides/sidecar`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { natsCli } from './lib/nats-cli.mjs';
import { binOf, root } from './lib/paths.mjs';
import { runTool } from './lib/problem.mjs';
import { anotherServer, findRelease } from './lib/releases.mjs';
import { runInForeground } from './lib/run.mjs';
import { setup } from './lib/steps.mjs';

const rooms = ['tests/servers/docs', 'tests/servers/labs'];
const keys = 'src/config-keys/keys.servers.test.ts';
/** Tests that another native server does not concern: the tab has the pinned one, and some start none. */
const withoutIt = /tab-in-node|coverage|messages\.test|reading/;

/** Lists the tests that run on the native server. */
const native = () =>
  rooms.flatMap((room) =>
    readdirSync(join(root, room))
      .filter((file) => file.endsWith('.test.ts') && !withoutIt.test(file))
      .map((file) => `${room}/${file}`),
  );

await runTool(async () => {
  const args = process.argv.slice(2);
  const at = args.indexOf('--server');
  const [, asked] = at < 0 ? [] : args.splice(at, 2);
  const release = at < 0 ? undefined : await findRelease(asked ?? '');
  await setup([release ? anotherServer(release) : natsCli]);
  const files = release ? [...native(), '--reporter=verbose'] : rooms;
  return runInForeground(
    process.execPath,
    [binOf('vitest'), 'run', '--project', 'servers', keys, ...files, ...args],
    release ? { LEAFWISE_SERVER: release } : { LEAFWISE_TWINS: 'yes' },
  );
});
