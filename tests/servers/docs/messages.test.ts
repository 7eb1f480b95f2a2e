import { describe, expect, test } from 'vitest';
import { pinnedSource } from '../../../engine/build.mjs';
import { reasons } from './messages-left-out.ts';
import { messagePages, patternOf } from './message-pages.ts';
import { readSource } from '../../../tools/lib/server-source.ts';
import { serverMessages } from './server-messages.ts';

const said = serverMessages(await readSource(await pinnedSource()));
const texts = new Set(said.map(({ text }) => text));
const pages = await messagePages();
const covered = new Set(pages.flatMap(({ messages }) => messages));
const levels = [
  'error',
  'warn',
  'info',
  'debug',
  'config error',
  'sent to the other side',
  'answered by JetStream',
];

describe('the messages of the pinned server', () => {
  test('each have a page, or a reason for having none', () => {
    const left = said.filter(({ text }) => !covered.has(text) && !reasons.has(text));
    expect(left).toEqual([]);
  });

  test('have no reason where there is a page, or no such message', () => {
    const stale = [...reasons.keys()].filter((text) => covered.has(text) || !texts.has(text));
    expect(stale).toEqual([]);
  });

  test('name one page each', () => {
    const names = pages.map(({ messages }) => messages[0]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

describe('the page', () => {
  test.for(pages.map((page) => [page.slug, page] as const))('%s', ([, page]) => {
    const { messages, level, fields, fences, text } = page;
    for (const message of messages)
      expect(texts, 'format strings of the source').toContain(message);
    const files = said.filter(({ text }) => text === messages[0]).map(({ file }) => file);
    expect(files.map((file) => `server/${file}`)).toContain(fields['source']);
    expect(levels).toContain(level);
    expect(String(fields['description']).length).toBeLessThan(160);
    for (const part of ['## When it appears', '## What it means', '## What to do'])
      expect(text).toContain(`\n${part}\n`);

    const lines = fences.filter(({ language }) => language === 'log').flatMap(linesOf);
    const patterns = messages.map(placeholders).map(patternOf);
    expect(lines, 'an example').not.toEqual([]);
    for (const line of lines)
      expect(patterns.some((pattern) => pattern.test(line)) || frames.test(line), line).toBe(true);
  });
});

/** Replaces the placeholders in errors of the JetStream API, which are in braces, by `%v`. */
const placeholders = (message: string) => message.replace(/\{\w+\}/g, '%v');
/** Lines in which the other side's words, or those of another page, are quoted. */
const frames = /Leafnode Error '|Loop detected for leafnode/;
const linesOf = ({ text }: { text: string }) => text.trim().split('\n');
