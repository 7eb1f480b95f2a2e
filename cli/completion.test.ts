import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commands } from './commands.ts';
import { completionFor, shells, type Shell } from './completion.ts';

const folder = mkdtempSync(join(tmpdir(), 'completion-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script in a shell that reads nothing of the person's own. */
function inShell(shell: Shell, script: string): string[] {
  const flags = { bash: ['--norc'], zsh: ['-f'], fish: ['--no-config'] }[shell];
  const { stdout, stderr } = spawnSync(shell, [...flags, '-c', script], {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TERM: 'dumb' },
  });
  expect(stderr).toBe('');
  return stdout.trim().split('\n').filter(Boolean);
}

/** What a shell offers for a line, of which the last word is begun. */
const offers: Record<Shell, (words: string[], file: string) => string[]> = {
  bash: (words, file) =>
    inShell(
      'bash',
      `source ${file}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _leafwise; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ),
  // It completes at a keyboard alone: one that is made, at which what is offered is printed and not shown.
  zsh: (words, file) =>
    inShell(
      'zsh',
      `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'PROMPT=; autoload -Uz compinit; compinit -u -D; source ${file}'
zpty -w z 'compadd () {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
  typeset -a hits; builtin compadd -A hits "$@"; print -rl -- "<"$^hits">"
}
comppostfuncs=(ended); ended () { print -r -- "<<END>>"; exit }
bindkey "^I" complete-word; print SET""UP'
zpty -r z out '*SETUP*'
zpty -w -n z '${words.join(' ')}'$'\\t'
zpty -r z out '*<<END>>*'
print -r -- "$out"
zpty -d z`,
    )
      .flatMap((line) => [...line.matchAll(/<([^<>]+)>/g)].map(([, word]) => word!))
      .filter((word) => word !== 'END'),
  fish: (words, file) =>
    inShell('fish', `source ${file}; complete -C '${words.join(' ')}'`).map(
      (line) => line.split('\t')[0]!,
    ),
};

describe.each(shells)('%s', (shell) => {
  const file = join(folder, `leafwise.${shell}`);
  writeFileSync(file, completionFor(shell, commands));
  const isHere = spawnSync(shell, ['--version']).status === 0;
  const offered = (...words: string[]) => offers[shell](words, file).sort();

  test.skipIf(!isHere)('completes commands, options and values', () => {
    expect(offered('leafwise', 'c')).toEqual(['check', 'class', 'completion']);
    expect(offered('leafwise', 'check', '--no')).toEqual(['--no-run']);
    expect(offered('leafwise', 'pack', '--to', '')).toEqual(['cli', 'compose', 'helm', 'systemd']);
    expect(offered('leafwise', 'completion', '')).toEqual(['bash', 'fish', 'zsh']);
  });
});

test('each shell is told of each command and option', () => {
  for (const shell of shells) {
    const script = completionFor(shell, commands);
    for (const { name, options } of commands)
      for (const word of [name, ...Object.keys(options)]) expect(script).toContain(word);
  }
});
