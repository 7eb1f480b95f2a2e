/** How long a script of the page may take, in milliseconds. */
const scriptTimeout = 120_000;

interface Answer {
  value?: unknown;
  error?: string;
}

/** A session with a driver that speaks W3C WebDriver. */
export interface WebDriverSession {
  open(url: string): Promise<void>;
  evaluate(expression: string): Promise<unknown>;
  /** Closes the browser. */
  close(): Promise<void>;
}

/**
 * Has a driver start its browser.
 * @param driver the URL at which it listens
 * @throws Error with the driver's own words, as each call does
 */
export async function startSession(
  driver: string,
  capabilities: object,
): Promise<WebDriverSession> {
  const asked = { capabilities: { alwaysMatch: capabilities } };
  const { sessionId } = (await command(`${driver}/session`, asked)) as { sessionId: string };
  const session = `${driver}/session/${sessionId}`;
  await command(`${session}/timeouts`, { script: scriptTimeout });
  return {
    open: async (url) => {
      await command(`${session}/url`, { url });
    },
    evaluate: async (expression) => {
      // A promise that rejects ends no script: what it rejects with is an answer too.
      const script = `const [answer] = arguments;
        Promise.resolve().then(() => ${expression}).then(
          (value) => answer({ value }), (error) => answer({ error: String(error) }));`;
      const asked = { script, args: [] };
      const { value, error } = (await command(`${session}/execute/async`, asked)) as Answer;
      if (error !== undefined) throw new Error(error);
      return value;
    },
    close: async () => {
      await command(session, undefined, 'DELETE');
    },
  };
}

async function command(url: string, body?: object, method = 'POST'): Promise<unknown> {
  const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { value: unknown };
  if (answer.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${error}: ${message}`);
}
