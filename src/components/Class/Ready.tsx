import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Ready as ReadyRecord } from '../../class/records.ts';
import { part } from '../../loading/part.ts';
import Press from '../Press/Press.tsx';
import { fenced } from '../shared/fenced.ts';
import { looked, summary, type Finding, type Found, type Looked } from './finding.ts';
import { keptClass } from './kept-class.ts';
import { keepReady, keptSeat } from './kept-seat.ts';
import styles from './Ready.module.css';
import { seatClient } from './seat-now.ts';

const loadCheck = part(() => import('./check-ready.ts'));

const begin: readonly Finding[] = Object.entries(looked).map(([id, name]) => ({
  id,
  name,
  ok: 'asking',
  words: '',
}));

/** "Am I ready?": looks at this browser, its network and the hub, says what to do, and tells the trainer. */
function Ready() {
  const { findings, again } = useFindings();
  const kept = useSyncExternalStore(keptClass.subscribe, keptClass.get, () => undefined);
  const busy = findings.some(({ ok }) => ok === 'asking');
  return (
    <>
      <p>
        Open this page on the device and in the network that you will use, best the day before. It
        fetches a nats-server, so that the class need not.
      </p>
      <p role="status" className={styles.summary}>
        {summary(findings)}
      </p>
      <ul className={styles.findings} aria-label="Findings" aria-busy={busy}>
        {findings.map(({ id, name, ok, words }) => (
          <li key={id} data-ok={ok}>
            <span className={styles.mark} role="img" aria-label={marks[ok].words}>
              {marks[ok].glyph}
            </span>
            <b>{name}</b> <span className={styles.words}>{words}</span>
          </li>
        ))}
      </ul>
      <Press name="Check again" idle={busy} onPress={again} />
      <p className={styles.note}>
        {kept === undefined ? (
          <>
            These lines stay in your browser. Once you <Link to="/class">join the class</Link>, the
            trainer sees them.
          </>
        ) : (
          'The trainer sees these lines, and what browser this is.'
        )}
      </p>
    </>
  );
}

const marks = {
  yes: { glyph: '✓', words: 'Ready' },
  no: { glyph: '✗', words: 'Not ready' },
  unknown: { glyph: '?', words: 'Not known yet' },
  asking: { glyph: '…', words: 'Being checked' },
};

/** Looks when the page is opened, and again on request; tells the trainer what was found. */
function useFindings() {
  const file = useBaseUrl('/class.json');
  const [attempt, setAttempt] = useState(0);
  const [findings, setFindings] = useState(begin);
  useEffect(() => {
    const run = new AbortController();
    const { signal } = run;
    const seen = new Map<string, Found>();
    const found = (what: Looked, next: Pick<Finding, 'ok' | 'words'>) => {
      if (signal.aborted) return;
      if (next.ok !== 'asking') seen.set(what, { ok: next.ok, words: next.words.slice(0, 300) });
      setFindings((was) => was.map((each) => (each.id === what ? { ...each, ...next } : each)));
    };
    const look = async () => {
      const { checkReady } = await loadCheck();
      await checkReady({ file, seat: keptSeat(), signal, found });
      if (signal.aborted) return;
      const checks = [...seen].map(([id, each]) => ({ id, ...each }));
      const ready: ReadyRecord = {
        at: Date.now(),
        agent: navigator.userAgent.slice(0, 300),
        checks,
      };
      const client = seatClient.get();
      if (client) client.say('ready', ready);
      else keepReady(ready);
    };
    look().catch((error: unknown) => {
      for (const { id } of begin)
        if (!seen.has(id)) found(id as Looked, { ok: 'no', words: String(error) });
    });
    // A page that the browser keeps for "back" keeps its workers too.
    const end = () => run.abort();
    window.addEventListener('pagehide', end);
    return () => {
      window.removeEventListener('pagehide', end);
      end();
    };
  }, [file, attempt]);
  const again = () => {
    setFindings(begin);
    setAttempt(attempt + 1);
  };
  return { findings, again };
}

export default fenced('The check', Ready);
