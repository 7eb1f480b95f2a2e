import { useId, useState } from 'react';
import CodeBlock from '@theme/CodeBlock';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import styles from './ServerConfig.module.css';

type Outcome =
  | { type: 'none' }
  | { type: 'working'; text: string }
  | { type: 'applied'; text: string }
  | { type: 'refused'; text: string };

/** The configuration that a server runs, which the reader may change and apply. */
export default function ServerConfig({ server }: { server: string }) {
  const { session } = useLab();
  const { configs, servers, state } = useLabSnapshot();
  const original = session.topology.servers.find(({ name }) => name === server)!.config;
  const applied = configs[server]!;
  const [draft, setDraft] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>({ type: 'none' });
  const id = useId();
  const text = draft ?? applied;
  const serverState = servers[server]!;
  const running = state.type === 'running';
  const working = outcome.type === 'working';

  const attempt = async (doing: string, done: string, act: () => Promise<void>) => {
    setOutcome({ type: 'working', text: doing });
    try {
      await act();
      setOutcome({ type: 'applied', text: done });
    } catch (error) {
      setOutcome({ type: 'refused', text: (error as Error).message });
    }
  };
  const apply = () =>
    attempt('Applying…', `Applied: ${server} runs this configuration.`, () =>
      session.apply(server, text),
    );
  const restart = () =>
    attempt('Restarting…', `Restarted ${server} with this configuration.`, () =>
      session.restart(server, text),
    );

  return (
    <figure className={styles.config}>
      <figcaption id={id}>
        <code>{server}.conf</code>
        {text !== original && <span className={styles.changed}>changed</span>}
      </figcaption>
      {draft === undefined ? (
        <CodeBlock language="nats">{applied}</CodeBlock>
      ) : (
        <textarea
          aria-labelledby={id}
          className={styles.editor}
          spellCheck={false}
          rows={text.split('\n').length + 1}
          value={text}
          onChange={(event) => setDraft(event.target.value)}
        />
      )}
      <div className={styles.actions}>
        {draft === undefined ? (
          <Action name="Edit" of={server} onClick={() => setDraft(applied)} />
        ) : (
          <>
            <Action
              name={serverState.type === 'running' ? 'Apply configuration' : 'Start with it'}
              of={server}
              disabled={!running || working}
              onClick={() => void apply()}
            />
            {outcome.type === 'refused' && serverState.type === 'running' && (
              <Action name="Restart with it" of={server} onClick={() => void restart()} />
            )}
            <Action name="Back to the original" of={server} onClick={() => setDraft(original)} />
            <Action name="Close" of={server} onClick={() => setDraft(undefined)} />
          </>
        )}
        {draft !== undefined && !running && <span>Start the servers to apply it.</span>}
      </div>
      <div role="status" data-outcome={outcome.type} className={styles.outcome}>
        {outcome.type !== 'none' && outcome.text}
        {outcome.type === 'refused' && serverState.type === 'running' && (
          <p>The server runs on as it was. Some changes need a restart, which keeps its streams.</p>
        )}
      </div>
      {serverState.type === 'failed' && (
        <p role="alert" className={styles.failed}>
          {server} is not running: {serverState.reason}
        </p>
      )}
    </figure>
  );
}

function Action(props: { name: string; of: string; disabled?: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      className="button button--secondary button--sm"
      aria-label={`${props.name} (${props.of})`}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.name}
    </button>
  );
}
