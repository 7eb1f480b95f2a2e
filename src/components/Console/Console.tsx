import { useEffect, useRef, useState } from 'react';
import { emptyHistory, type History } from '../../console/history.ts';
import { Store } from '../../lab/session/store.ts';
import BeforeStart from '../Lab/BeforeStart.tsx';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useFirstStart } from '../Lab/useFirstStart.ts';
import Press from '../Press/Press.tsx';
import { lazyPart } from '../shared/lazy-part.ts';
import styles from './Console.module.css';
import type { Prompt } from './Terminal.tsx';
import { fenced } from '../shared/fenced.ts';

/** Wanted only when servers have run. */
const Files = lazyPart('The files', () => import(/* webpackChunkName: 'console' */ './Files.tsx'));

/** Loaded only when there are servers to speak to. */
const Terminal = lazyPart(
  'The console',
  () => import(/* webpackChunkName: 'console' */ './Terminal.tsx'),
);

/**
 * Prompts beside a server, in the syntax of the `nats` CLI. A page may have several. A command that
 * runs on, such as a subscriber, keeps its prompt; the next command gets another one.
 */
function Console(props: {
  server: string;
  /** The lines that are run in it; its own, if none is given. */
  history?: Store<History>;
  /** Called when a command is typed into it from elsewhere on the page. */
  onTyped?: () => void;
  /** Called when a command is shown in it that runs elsewhere. */
  onShown?: () => void;
}) {
  const { server } = props;
  const { session } = useLab();
  const { state, run } = useLabSnapshot();
  const [own] = useState(() => new Store(emptyHistory));
  const history = props.history ?? own;
  if (!session.topology.servers.some(({ name }) => name === server)) {
    throw new Error(`There is no server ${server} in this lab.`);
  }
  const { prompts, open, close, runNear, attach } = usePrompts(server, props);
  // The keyboard then is at the prompt.
  const first = useFirstStart(() => runNear(''));
  const start = (
    <>
      <Press
        name="Type a command"
        look="quiet"
        idle={first.idle}
        starts={first.starts}
        onPress={first.press}
      />{' '}
      <span role="status">
        <BeforeStart first={first} />
      </span>
    </>
  );
  const rest = (
    <p className={styles.rest}>
      <code>{server}$ nats</code> Commands run here, in the syntax of the nats CLI, once the servers
      run.
    </p>
  );
  const never = state.type === 'idle' || state.type === 'loading';
  return (
    <section aria-label={`Console at ${server}`} className={styles.console}>
      {never
        ? rest
        : prompts.map((number) => (
            <Terminal
              key={number}
              fallback={rest}
              server={server}
              number={number}
              history={history}
              attach={attach}
              onElsewhere={runNear}
              onAnother={number === prompts.at(-1) ? open : undefined}
              onClose={prompts.length > 1 ? () => close(number) : undefined}
            />
          ))}
      {(state.type === 'idle' || state.type === 'failed' || first.waiting) && (
        <p className={styles.rest}>{start}</p>
      )}
      {run > 0 && <Files />}
    </section>
  );
}

/** Keeps the open prompts, by number, and gives commands from elsewhere on the page to an idle one. */
function usePrompts(server: string, told: { onTyped?: () => void; onShown?: () => void }) {
  const { consoles } = useLab();
  const [prompts, setPrompts] = useState<readonly number[]>([1]);
  const attached = useRef(new Map<number, Prompt>());
  const waiting = useRef<{ script: string; near: boolean }[]>([]);
  const tell = useRef(told);
  useEffect(() => {
    tell.current = told;
  });
  const [open] = useState(() => () => setPrompts((was) => [...was, was.at(-1)! + 1]));
  const [type] = useState(() => (script: string, near: boolean) => {
    const idle = [...attached.current.values()].find((prompt) => !prompt.busy());
    if (idle) return idle.type(script, near);
    waiting.current.push({ script, near });
    // Before the first prompt is attached, it is still loading and will take the script.
    if (attached.current.size > 0) open();
  });
  useEffect(
    () =>
      consoles.add(server, {
        type: (script) => {
          tell.current.onTyped?.();
          type(script, false);
        },
        show: (line, printed) => {
          tell.current.onShown?.();
          const open = [...attached.current.values()];
          (open.find((prompt) => !prompt.busy()) ?? open.at(-1))?.show(line, printed);
        },
      }),
    [consoles, server, type],
  );
  const [attach] = useState(() => (number: number, prompt: Prompt) => {
    attached.current.set(number, prompt);
    const first = waiting.current.shift();
    if (first) prompt.type(first.script, first.near);
    return () => attached.current.delete(number);
  });
  return {
    prompts,
    open: () => type('', true),
    close: (number: number) => {
      setPrompts((was) => was.filter((each) => each !== number));
      // The keyboard stays in the console.
      [...attached.current].findLast(([each]) => each !== number)?.[1].type('', true);
    },
    runNear: (script: string) => type(script, true),
    attach,
  };
}

export default fenced('The console', Console);
