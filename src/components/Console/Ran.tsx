import { useEffect, useEffectEvent, useState } from 'react';
import styles from './Console.module.css';
import { controlled, nothingSelected } from './keys.ts';
import { lazyPart } from '../shared/lazy-part.ts';
import Output from './Output.tsx';
import { useCommands } from './useCommands.ts';

const Crossed = lazyPart(
  'What crossed',
  () => import(/* webpackChunkName: 'wire' */ '../Wire/Crossed.tsx'),
);

/** How long frames may follow the end of a command, in milliseconds: a mirror fills, for example. */
const aftermath = 300;

/** Runs a command at once, and shows its output and the frames that crossed a link because of it. */
export default function Ran({ server, line }: { server: string; line: string }) {
  const { lines, running, run, stop } = useCommands(server);
  const [took, setTook] = useState<{ from: number; to: number }>();
  const begin = useEffectEvent(() => {
    const from = Date.now();
    void run([line]).then(() => setTook({ from, to: Date.now() + aftermath }));
  });
  useEffect(() => {
    begin();
  }, []);
  return (
    <>
      <div className={styles.console}>
        <Output
          label={`What ${server} answered to ${line}`}
          lines={lines}
          onKeyDown={(event) => {
            if (controlled(event) !== 'c' || !nothingSelected()) return;
            event.preventDefault();
            stop();
          }}
        />
        {running && (
          <div className={styles.prompt}>
            <span role="status">Still running.</span>
            <button type="button" className="button button--secondary button--sm" onClick={stop}>
              Stop
            </button>
          </div>
        )}
      </div>
      {took && <Crossed from={took.from} to={took.to} />}
    </>
  );
}
