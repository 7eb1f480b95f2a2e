import { useState } from 'react';
import { releaseWords } from '../../config-keys/since.ts';
import BeforeStart from '../Lab/BeforeStart.tsx';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useFirstStart } from '../Lab/useFirstStart.ts';
import Press from '../Press/Press.tsx';
import { lazyPart } from '../shared/lazy-part.ts';
import UnbrokenFlags from '../shared/UnbrokenFlags.tsx';
import styles from './Console.module.css';

/** Wanted only when a command has run. */
const Ran = lazyPart('The console', () => import(/* webpackChunkName: 'console' */ './Ran.tsx'));

interface CommandProps {
  server: string;
  /**
   * Its expected output, which tests compare with real servers: lines in this order, `…` standing for
   * anything.
   */
  prints?: string;
  /** Expected output of later, while the command runs on; written as `prints`. */
  hears?: string;
  /** Its expected output on older releases of nats-server, and the first that gives the other one. */
  older?: { before: string; prints: string };
  /** The command is meant to be refused. */
  fails?: boolean;
  /** The expected output may take seconds and several runs to appear. */
  eventually?: boolean;
  /** The line, as one would type it. */
  children: string;
}

/**
 * A command quoted in a text, with a button that runs it: in the console at that server if the page
 * has one, else right here.
 */
export default function Command(props: CommandProps) {
  const { server, prints, older, hears, eventually, children } = props;
  const { consoles, session } = useLab();
  const { run } = useLabSnapshot();
  /** How often the command has run below this line, and in which run of the lab. */
  const [here, setHere] = useState({ times: 0, run });
  if (typeof children !== 'string') {
    throw new Error('A command is plain text: put it into {`…`}.');
  }
  if (!session.topology.servers.some(({ name }) => name === server)) {
    throw new Error(`There is no server ${server} in this lab.`);
  }
  const first = useFirstStart(() => {
    if (!consoles.type(server, children)) setHere({ times: here.times + 1, run });
  });
  const shown = here.times > 0 && here.run === run;
  return (
    <div className={styles.command} data-server={server}>
      <div className={styles.line}>
        <pre tabIndex={0}>
          <code>
            <UnbrokenFlags line={children} />
          </code>
        </pre>
        <Press
          name={`Run at ${server}`}
          label={`Run at ${server}: ${children}`}
          small
          idle={first.idle}
          starts={first.starts}
          onPress={first.press}
        />
      </div>
      {first.waiting && (
        <p role="status" className={styles.rest}>
          <BeforeStart first={first} />
        </p>
      )}
      {prints && !shown && (
        <div className={styles.prints}>
          <span>It prints{eventually && ', perhaps not the first time'}:</span>
          <pre tabIndex={0}>{prints.trim()}</pre>
        </div>
      )}
      {older && !shown && (
        <div className={styles.prints}>
          <span>{releaseWords(older)}:</span>
          <pre tabIndex={0}>{older.prints.trim()}</pre>
        </div>
      )}
      {hears && !shown && (
        <div className={styles.prints}>
          <span>It runs on, and prints later:</span>
          <pre tabIndex={0}>{hears.trim()}</pre>
        </div>
      )}
      {shown && (
        <Ran
          key={here.times}
          fallback={<p className={styles.rest}>Running…</p>}
          server={server}
          line={children}
        />
      )}
    </div>
  );
}
