import type { CDPSession, Page } from 'playwright';

/** The answers of DevTools to what is asked here. */
type Answer = { result: { objectId: string; value: number } } & { objects: { objectId: string } };

/**
 * Watches the workers of a page from before they start.
 * @returns answers the bytes of all WebAssembly memories in the worker of a name
 */
export async function workerMemory(page: Page): Promise<(worker: string) => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  const sessions = new Map<string, string>();
  devtools.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    sessions.set(targetInfo.title, sessionId);
  });
  // Not flat: Playwright passes on no other sessions.
  const flatten = false;
  await devtools.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten,
  });
  return async (worker) => {
    const sessionId = sessions.get(worker);
    if (sessionId === undefined) throw new Error(`The page has no worker ${worker}.`);
    const ask = (method: string, params: object) => askWorker(devtools, sessionId, method, params);
    const { result: prototype } = await ask('Runtime.evaluate', {
      expression: 'WebAssembly.Memory.prototype',
    });
    const { objects } = await ask('Runtime.queryObjects', {
      prototypeObjectId: prototype.objectId,
    });
    const { result } = await ask('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration:
        'function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }',
      returnByValue: true,
    });
    return result.value;
  };
}

let questions = 0;

function askWorker(
  devtools: CDPSession,
  sessionId: string,
  method: string,
  params: object,
): Promise<Answer> {
  const id = ++questions;
  return new Promise((resolve, reject) => {
    const hear = ({ message }: { message: string }) => {
      const answer = JSON.parse(message) as { id?: number; result?: Answer; error?: object };
      if (answer.id !== id) return;
      devtools.off('Target.receivedMessageFromTarget', hear);
      if (answer.result) resolve(answer.result);
      else reject(new Error(`${method}: ${JSON.stringify(answer.error)}`));
    };
    devtools.on('Target.receivedMessageFromTarget', hear);
    const message = JSON.stringify({ id, method, params });
    devtools.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
  });
}
