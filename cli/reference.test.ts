import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../tools/lib/paths.mjs';
import { readExpectations } from '../src/doctor/expect/read-expectations.ts';
import { commands } from './commands.ts';

const page = readFileSync(join(root, 'docs/reference/command.mdx'), 'utf8');
const options = commands.flatMap((command) => Object.keys(command.options));

test('the reference has each command and each option', () => {
  for (const { name } of commands) expect(page).toContain(`leafwise ${name}`);
  for (const option of options) expect(page).toContain(`--${option}`);
});

test('help shows a file of expectations that can be read', () => {
  const { about = '' } = commands.find(({ name }) => name === 'check')!;
  const text = about.match(/^ {2}.*$/gm)!.join('\n');
  const kinds = readExpectations({ path: 'a.yaml', text }).map(({ is: { kind } }) => kind);
  expect(kinds.toSorted()).toEqual(['domain', 'link', 'publish', 'stream']);
});

test('and no other', () => {
  const known = [...options, 'help', 'version'];
  for (const [, option] of page.matchAll(/`[^`\n]*?--([a-z][a-z-]+)/g))
    expect(known).toContain(option);
  for (const [, name] of page.matchAll(/\bleafwise ([a-z]+)\b/g))
    if (name !== 'command') expect(commands.map((each) => each.name)).toContain(name);
});
