import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { commands } from './commands.ts';
import { completionFor } from './completion.ts';

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** What bash offers for a line, of which the last word is begun. */
function offered(...words: string[]): string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const script = `${completionFor('bash', commands)}
COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _leafwise; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim().split('\n').filter(Boolean);
}

test.skipIf(!hasBash)('bash completes commands, options and values', () => {
  expect(offered('leafwise', 'c')).toEqual(['check', 'class', 'completion']);
  expect(offered('leafwise', 'check', '--no')).toEqual(['--no-run']);
  expect(offered('leafwise', 'pack', '--to', '')).toEqual(['compose', 'helm', 'systemd', 'cli']);
  expect(offered('leafwise', 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
  // Files are bash's own to complete.
  expect(offered('leafwise', 'check', '')).toEqual([]);
});

test('each shell is told of each command and option', () => {
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const script = completionFor(shell, commands);
    for (const { name, options } of commands)
      for (const word of [name, ...Object.keys(options)]) expect(script).toContain(word);
  }
});
