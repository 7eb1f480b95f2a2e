import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../tools/lib/paths.mjs';
import { readModel, type Model } from '../../../tools/nats-cli/model.ts';

const cli = await readModel();
const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => join('docs', file));

/** The commands that a text names: `nats stream ls --js-domain hub`. Those that run are run by other tests. */
const named = (text: string) =>
  [...text.matchAll(/(?<=`|^|&& |; )nats (?!-server)([^`\n]+)/gm)].map(([line]) => line);

/** What of a command is not in the CLI: a word that names no command, or a flag. */
function unknownIn(line: string): string[] {
  const words = line
    .replace(/'[^']*'|"[^"]*"/g, 'TEXT')
    .split(/\s+/)
    .slice(1);
  const path: Model[] = [cli];
  const flags = () => path.flatMap((command) => command.flags ?? []);
  const wrong: string[] = [];
  for (const word of words) {
    const { commands = [] } = path.at(-1)!;
    const [, flag] = /^--(?:no-)?([\w-]+)/.exec(word) ?? [];
    const next = commands.find(({ name, aliases = [] }) => [name, ...aliases].includes(word));
    if (flag !== undefined) {
      const is = (name: string) => name === flag || `no-${flag}` === name || name === `no-${flag}`;
      if (flag !== 'help' && !flags().some(({ name }) => is(name))) wrong.push(`--${flag}`);
    } else if (next) path.push(next);
    else if (commands.length && path.length > 1 && /^[a-z]+$/.test(word)) wrong.push(word);
  }
  return wrong;
}

test.each(pages)('%s names only commands and flags of the nats CLI', (page) => {
  const wrong = named(readFileSync(join(root, page), 'utf8')).flatMap((line) =>
    unknownIn(line).map((word) => `${word} in ${line}`),
  );
  expect(wrong).toEqual([]);
});

test('a command and a flag that are not there are noticed', () => {
  expect(unknownIn('nats server leafz')).toEqual(['leafz']);
  expect(unknownIn('nats stream add A --mirror-domain leaf')).toEqual(['--mirror-domain']);
  expect(unknownIn('nats kv add A --mirror A --mirror-domain leaf')).toEqual([]);
});
