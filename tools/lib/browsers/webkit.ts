import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { once } from 'node:events';
import { freePort } from '../../../src/hosts/local/ports.ts';
import type { OpenBrowser } from './browser.ts';
import { Sandbox } from './sandbox.ts';
import { startSession } from './webdriver.ts';

/** How long the driver may take until it listens, or shows a page, in milliseconds. */
const patience = 30_000;

/** Paths of executables; see `findWebKit`. */
interface WebKit {
  driver: string;
  browser: string;
  xvfb: string;
}

/** Opens WebKitGTK's own small browser, in a window on a virtual display. */
export const openWebKit =
  ({ driver, browser, xvfb }: WebKit): OpenBrowser =>
  async (url) => {
    const sandbox = new Sandbox();
    try {
      const display = await startDisplay(sandbox, xvfb);
      const address = await startDriver(sandbox, driver, display);
      const session = await startSession(address, {
        'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
      });
      const show = async () => {
        await session.evaluate('globalThis.isLeft = true');
        await session.open(url);
        // The driver may answer before the page is another one.
        await until(() =>
          session.evaluate("!('isLeft' in globalThis) && document.readyState === 'complete'"),
        );
      };
      await show();
      return {
        evaluate: (expression) => session.evaluate(expression),
        reload: show,
        close: async () => {
          await session.close();
          await sandbox.leave();
        },
      };
    } catch (error) {
      await sandbox.leave();
      throw error;
    }
  };

/** Starts an X server, which finds a display that is free and tells its number once it takes clients. */
async function startDisplay(sandbox: Sandbox, xvfb: string): Promise<string> {
  const child = sandbox.start(xvfb, ['-displayfd', '3', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('Xvfb has ended')));
  const lines = createInterface(child.stdio[3] as Readable);
  const [number] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => {});
  return `:${number}`;
}

async function startDriver(sandbox: Sandbox, driver: string, display: string): Promise<string> {
  const port = await freePort();
  sandbox.start(driver, ['--host=127.0.0.1', `--port=${port}`], {
    stdio: 'ignore',
    env: { ...sandbox.env, DISPLAY: display },
  });
  const address = `http://127.0.0.1:${port}`;
  await answers(`${address}/status`);
  return address;
}

/** Waits until somebody listens there. */
const answers = (url: string): Promise<void> => until(() => fetch(url));

/** Asks until the answer is one, and no error. */
async function until(ask: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    const answer = await ask().catch((error: unknown) => {
      if (performance.now() > end) throw error;
    });
    if (answer) return;
    if (performance.now() > end) throw new Error('WebKitGTK does not get so far');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
