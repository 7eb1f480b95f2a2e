import { expect, test } from 'vitest';
import { run, shorten } from './run.mjs';

test('a command gives its exit code and both its outputs', async () => {
  const script = 'console.log("out"); console.error(process.env.GREETING); process.exitCode = 3';
  const { code, output } = await run(process.execPath, ['-e', script], {
    env: { GREETING: 'err' },
  });
  expect(code).toBe(3);
  expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
});

test('a patient command lets others go first', async () => {
  const script = 'console.log(require("node:os").getPriority())';
  const priorityOf = async (patient: boolean) =>
    Number((await run(process.execPath, ['-e', script], { patient })).output);
  expect(await priorityOf(true)).toBeGreaterThan(await priorityOf(false));
});

test('a command that is not there has failed as in a shell', async () => {
  const { code, output } = await run('no-such-command', []);
  expect(code).toBe(127);
  expect(output).toContain('no-such-command');
});

test('a long output loses its middle', () => {
  expect(shorten('a\nb\nc\nd\ne\n', 2)).toBe('a\nb\n…\nd\ne');
  expect(shorten('a\nb\nc\nd\n', 2)).toBe('a\nb\nc\nd');
});

test('a task that was given up keeps no process', async () => {
  const script = "import { startTask } from './tools/lib/progress.mjs'; startTask('packages');";
  expect(await run(process.execPath, ['--input-type=module', '-e', script])).toMatchObject({
    code: 0,
  });
});
