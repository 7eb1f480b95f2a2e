import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import styles from './Console.module.css';
import type { Prompt } from './Terminal.tsx';

/** Wanted only when a command has written one. */
const Files = lazy(() => import(/* webpackChunkName: 'console' */ './Files.tsx'));

/** Loaded only when there are servers to speak to. */
const Terminal = lazy(() => import(/* webpackChunkName: 'console' */ './Terminal.tsx'));

/**
 * Prompts beside a server, in the syntax of the `nats` CLI. A page may have several. A command that
 * runs on, such as a subscriber, keeps its prompt; the next command gets another one.
 */
export default function Console(props: {
  server: string;
  /** Called when a command is typed into it from elsewhere on the page. */
  onTyped?: () => void;
}) {
  const { server } = props;
  const { session } = useLab();
  const { state } = useLabSnapshot();
  if (!session.topology.servers.some(({ name }) => name === server)) {
    throw new Error(`There is no server ${server} in this lab.`);
  }
  const { prompts, open, attach } = usePrompts(server, props.onTyped);
  const atRest = (
    <p className={styles.rest}>
      <code>{server}$ nats</code> Commands run here, in the syntax of the nats CLI, once the servers
      have been started.
    </p>
  );
  const never = state.type === 'idle' || state.type === 'loading';
  return (
    <section aria-label={`Console at ${server}`} className={styles.console}>
      {never ? (
        atRest
      ) : (
        <Suspense fallback={atRest}>
          {Array.from({ length: prompts }, (_, i) => (
            <Terminal
              key={i}
              server={server}
              number={i + 1}
              attach={attach}
              onAnother={i === prompts - 1 ? open : undefined}
            />
          ))}
          <Files />
        </Suspense>
      )}
    </section>
  );
}

/** Keeps the open prompts, and gives commands from elsewhere on the page to an idle one. */
function usePrompts(server: string, onTyped: (() => void) | undefined) {
  const { consoles } = useLab();
  const [prompts, setPrompts] = useState(1);
  const attached = useRef(new Set<Prompt>());
  const waiting = useRef<string[]>([]);
  const typed = useRef(onTyped);
  useEffect(() => {
    typed.current = onTyped;
  });
  useEffect(() => {
    const type = (line: string) => {
      typed.current?.();
      const idle = [...attached.current].find((prompt) => !prompt.busy());
      if (idle) return idle.type(line);
      waiting.current.push(line);
      // Before the first prompt is attached, it is still loading and will take the line.
      if (attached.current.size > 0) setPrompts((was) => was + 1);
    };
    return consoles.add(server, type);
  }, [consoles, server]);
  const [attach] = useState(() => (prompt: Prompt) => {
    attached.current.add(prompt);
    const line = waiting.current.shift();
    if (line !== undefined) prompt.type(line);
    return () => attached.current.delete(prompt);
  });
  return { prompts, open: () => setPrompts(prompts + 1), attach };
}
