import { serve } from '../lib/serve.mjs';
import { rendererOf, withPage } from './chromium.ts';
import type { Group } from './figures.ts';
import { processorTimeOf } from './process-use.ts';
import { buildSite, withWorkshop } from './site.ts';

const lab = 'labs/survive-a-partition';

/** How long calls are counted, in seconds: ten rounds of what is asked once a second. */
const span = 10;

/** How often a page asks its servers while its reader is idle. */
export const polls: Group = {
  name: 'polls',
  note:
    `calls of \`monitor\` that the page /${lab} makes to its worker in Chromium, over ${span} seconds once its servers ` +
    'run: its checks, its map and its tabs. questions: how many of them differ in server, page or options. idle: processor ' +
    'time of the process of the page over that time, its three servers included. It needs Linux.',
  measure: (say) =>
    withWorkshop(async (workshop) => {
      say('building the site');
      const site = await serve({ folder: await buildSite(workshop) });
      try {
        say(`counting for ${span} s`);
        const { asked, idle } = await questionsOf(`${site.url}${lab}`);
        return [
          {
            name: 'polls.calls',
            value: asked.length / span,
            unit: '/s',
            bar: { of: 'value', most: 20 },
          },
          { name: 'polls.questions', value: new Set(asked).size, unit: 'questions' },
          { name: 'polls.idle', value: idle, unit: '% of a core' },
        ];
      } finally {
        await site.close();
      }
    }),
};

/** Runs in the page before its own code. Each call of a host is one message of birpc's to its worker. */
const countMonitor = `
  const questions = [];
  globalThis.Worker = class extends Worker {
    postMessage(message, ...rest) {
      if (message?.m === 'monitor') questions.push(JSON.stringify(message.a));
      super.postMessage(message, ...rest);
    }
  };
  globalThis.takeQuestions = () => questions.splice(0);
`;

/** Records the monitoring calls of a lab's page while it is left alone, and what of a core that takes, in percent. */
function questionsOf(url: string): Promise<{ asked: string[]; idle: number }> {
  return withPage(async (page) => {
    await page.addInitScript({ content: countMonitor });
    await page.goto(url);
    await page.getByRole('button', { name: 'Start the servers' }).click();
    await page.getByText('Running in this tab.').waitFor();
    const take = () => page.evaluate<string[]>('takeQuestions()');
    // The first rounds come in one go with the start.
    await page.waitForTimeout(span * 200);
    await take();
    const renderer = await rendererOf(page);
    const before = processorTimeOf(renderer);
    await page.waitForTimeout(span * 1000);
    return { asked: await take(), idle: (processorTimeOf(renderer) - before) / (10 * span) };
  });
}
