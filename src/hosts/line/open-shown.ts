import { callsOf, type LabHost, type OpenHost } from '../../lab/network/host.ts';
import type { MessageLine } from '../../lab/network/message-line.ts';
import { questionOf } from '../../lab/network/monitor-pages.ts';
import { fromBytes } from '../channel/codec.ts';
import { wholeMessages, type Shown, type ShownEvents, type ShownState } from './shown-protocol.ts';

/** Milliseconds: between two times that it is asked for, until it is given up at first, and once it was there. */
const patience = { ask: 3000, first: 15_000, later: 130_000 };

const onlyShown = 'You see the bench of the trainer. Change your own in a lab of yours.';
function refuse(): never {
  throw new Error(onlyShown);
}
/** Not thrown at once: a call of a host rejects. */
const allRefused = Object.fromEntries(
  Object.keys(callsOf(refuse)).map((name) => [name, async () => refuse()]),
) as unknown as LabHost;
const notShown = 'The page of the trainer does not show this now.';

/**
 * Joins a lab that another page shows to all.
 * @param line takes what is shown; what is sent on it asks for all that there is
 */
export const shownHost =
  (line: MessageLine, told: Pick<ShownEvents, 'onMissed'>): OpenHost =>
  (topology, events, progress, signal) =>
    new Promise((resolve, reject) => {
      progress({ type: 'starting' });
      let configs: Record<string, string> = {};
      let answers: Record<string, unknown> = {};
      /** The number of the last change that is known; undefined until all is, or again. */
      let last: number | undefined;
      let began = false;
      let heard = Date.now();
      let [lastSeq, lastAt] = [-1, 0];

      const close = () => {
        clearInterval(timer);
        signal.removeEventListener('abort', aborted);
        line.close();
      };
      const end = (words: string) => {
        close();
        if (began) events.onEnd(words);
        else reject(new Error(words));
      };
      const aborted = () => {
        close();
        reject(signal.reason as Error);
      };

      const tells: { [K in keyof ShownEvents]: ShownEvents[K] } = {
        onServer: (...event) => events.onServer(...event),
        onLink: (...event) => events.onLink(...event),
        onConfig: (server, config) => {
          configs = { ...configs, [server]: config };
          events.onConfig?.(server, config);
        },
        onLog: (lines) => {
          lastAt = lines.at(-1)?.at ?? lastAt;
          events.onLog(lines);
        },
        onWire: (frames) => {
          lastSeq = frames.reduce((seq, frame) => Math.max(seq, frame.seq), lastSeq);
          events.onWire(frames);
        },
        onAnswer: (question, answer) => {
          answers = { ...answers, [question]: answer };
        },
        onMissed: (count) => told.onMissed(count),
      };

      /** Takes all that there is: what is known of it already is not told again. */
      const takeAll = (state: ShownState) => {
        for (const each of Object.entries(state.configs)) tells.onConfig(...each);
        for (const each of Object.entries(state.servers)) tells.onServer(...each);
        for (const each of Object.entries(state.links)) tells.onLink(...each);
        tells.onLog(state.log.filter(({ at }) => at > lastAt));
        tells.onWire(state.wire.filter(({ seq }) => seq > lastSeq));
        answers = { ...state.answers };
      };

      const take = (shown: Shown) => {
        heard = Date.now();
        if (shown.type === 'end') return end(shown.words);
        if (shown.type === 'all') {
          if (shown.topology !== topology.name)
            return end(`The bench has ${shown.topology}, and your page is about ${topology.name}.`);
          if (last !== undefined && shown.n <= last) return;
          takeAll(shown.state);
          last = shown.n;
          if (!began) {
            began = true;
            resolve({ host, openClient: refuse, found: configs, lent: { credsOf: none }, close });
          }
          return;
        }
        if (last === undefined) return;
        if (shown.n !== last + 1) {
          last = undefined;
          return ask();
        }
        last = shown.n;
        for (const [name, ...event] of shown.events)
          if (Object.hasOwn(tells, name)) (tells[name] as (...event: unknown[]) => void)(...event);
      };

      const none = () => undefined;
      const host: LabHost = {
        ...allRefused,
        monitor: async (...query) => {
          const question = questionOf(...query);
          if (!Object.hasOwn(answers, question)) throw new Error(notShown);
          return answers[question] as never;
        },
        linkTotals: async () => {
          throw new Error(notShown);
        },
      };

      const ask = () => line.send(new Uint8Array());
      const timer = setInterval(() => {
        const silent = Date.now() - heard;
        if (silent > (began ? patience.later : patience.first))
          return end('The bench is shown no more, or the class is not reached.');
        if (last === undefined) ask();
      }, patience.ask);
      signal.addEventListener('abort', aborted, { once: true });
      line.receive(
        wholeMessages((message) => {
          try {
            take(fromBytes(message) as Shown);
          } catch {
            // A message that cannot be read is as one that was missed.
            last = undefined;
          }
        }),
      );
      ask();
    });
