import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { whyNotHere } from './for-release.ts';
import { messagePages, patternOf, type Fence, type MessagePage } from './message-pages.ts';
import { differing, expectSame } from './same-words.ts';
import { hasTwins } from './twin.ts';
import { provoker, type Logs, type Provoker } from './provoke.ts';

const pages = await messagePages();
const withBlock = (word: string) =>
  pages
    .filter(({ fences }) => fences.some(({ words }) => words.includes(word)))
    .map((page) => [page.slug, page] as const);

let servers: Provoker;
beforeAll(async () => {
  servers = await provoker();
}, 300_000);
afterAll(() => servers.close());

describe.concurrent('a real server', { timeout: 60_000 }, () => {
  test.for(withBlock('provokes'))('says what the page shows: %s', async ([, page], { skip }) => {
    const why = whyNotHere(page.fields);
    if (why) skip(why);
    const examples = page.fences.filter(({ language, here }) => language === 'log' && here);
    if (examples.length === 0) skip('it says something else on this release');
    if (isConfiguration(page)) {
      // The server reads the blocks of a configuration in an order of chance, and ends at the first fault.
      await vi.waitFor(
        async () => {
          const fault = await servers.fault(blockOf(page, 'provokes').text);
          expect(fault).toMatchObject({ found: page.fields['found'] });
          expect(`nats-server: ${fault!.said}`).toMatch(exampleOf(linesOf(examples[0]!)[0]!));
        },
        { timeout: 20_000, interval: 1 },
      );
    } else {
      const isThere = (logs: Logs) =>
        examples.every((example) =>
          linesOf(example).every((line) =>
            logs.get(example.title)?.some((real) => exampleOf(line).test(real)),
          ),
        );
      await spoken(page, 'provokes', isThere);
    }
  });

  test.for(withBlock('mends'))('is content with the remedy: %s', async ([, page], { skip }) => {
    const why = whyNotHere(page.fields);
    if (why) skip(why);
    if (isConfiguration(page)) {
      expect(await servers.fault(blockOf(page, 'mends').text)).toBeUndefined();
    } else {
      const { logs } = await spoken(page, 'mends', isSettled);
      const message = patternOf(page.messages[0]!);
      expect([...logs.values()].flat().filter((line) => message.test(line))).toEqual([]);
    }
  });
});

/** Runs the servers of a page; if it has commands, the `nats` CLI must print there what the console does. */
async function spoken(page: MessagePage, word: string, seen: (logs: Logs) => boolean) {
  const hasCommands = page.fences.some(
    ({ language, words }) => language === 'sh' && words.includes(word),
  );
  const [ours, cli] = await Promise.all([
    servers.run(page, word, seen),
    hasCommands && hasTwins ? servers.run(page, word, seen, 'cli') : undefined,
  ]);
  const found = [...(cli?.printed ?? [])].map(([line, printed]) =>
    differing(line, printed, ours.printed.get(line)!),
  );
  expectSame(
    `troubleshooting/messages/${page.slug}`,
    found.map(({ shown }) => shown),
    new Set(found.flatMap(({ excused }) => excused)),
  );
  return ours;
}

/** Whether it is a mistake that one server finds by itself, before it has a log. */
const isConfiguration = ({ fences }: MessagePage) =>
  fences.some(({ language, title }) => language === 'log' && title === '');

const blockOf = ({ fences }: MessagePage, word: string) =>
  fences.find(({ words }) => words.includes(word))!;
const linesOf = ({ text }: Fence) => text.trimEnd().split('\n');

/** Servers that stand alone are ready; others have told what domains they have on a link. */
const isSettled = (logs: Logs) =>
  [...logs.values()].every((lines) =>
    lines.some((line) =>
      (logs.size === 1 ? /Server is ready/ : /JetStream using domains/).test(line),
    ),
  );

/** A pattern for a line, whatever its addresses and numbers; `…` stands for anything. */
function exampleOf(line: string): RegExp {
  const literal = line.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const address = /(?:[\w-]|\\\.)+:\d{4,5}/g;
  const loose = literal
    .replace(address, '[\\w.-]+:\\d{4,5}')
    .replace(/\b\d{4,5}\b/g, '\\d{4,5}')
    // Which of two lines is at fault depends on the order in which the server looks at them.
    .replace(/:\d+:\d+:/g, ':\\d+:\\d+:')
    .replace(/lid(_ws)?:\d+/g, 'lid$1:\\d+')
    .replace(/0x[0-9a-f]+/g, '0x[0-9a-f]+')
    .replaceAll('…', '.*');
  return new RegExp(`^${loose}\\s*$`, 'm');
}
