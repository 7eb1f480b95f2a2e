import Link from '@docusaurus/Link';
import { useLocation } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { errorText } from '../../lab/error-text.ts';
import { useBarHeight } from '../Class/useBarHeight.ts';
import { lentLab } from '../Lab/lent-lab.ts';
import { runningLabs } from '../Lab/running-labs.ts';
import Press from '../Press/Press.tsx';
import type { KeptTrainer } from '../Trainer/kept-trainer.ts';
import { BenchShower } from './bench-shower.ts';
import { trainerHere, trainerHub } from './trainer-hub.ts';
import styles from './ShowBar.module.css';

/** The bar of a trainer on each page but their own: leads back there, and shows the lab that runs to the class. */
export default function ShowBar() {
  const file = useBaseUrl('/class.json');
  const { pathname } = useLocation();
  const [trainer, setTrainer] = useState<KeptTrainer>();
  useEffect(() => {
    if (trainer) return;
    let gone = false;
    trainerHere(file).then(
      (found) => !gone && setTrainer(found),
      // The class is not reached: there is nobody to show it to.
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [file, pathname, trainer]);
  return trainer ? <Bar key={trainer.member.page} trainer={trainer} /> : null;
}

function Bar({ trainer }: { trainer: KeptTrainer }) {
  const { pathname } = useLocation();
  const home = useBaseUrl('/class/trainer');
  const { baseUrl } = useDocusaurusContext().siteConfig;
  const [shower] = useState(() => new BenchShower(trainer.member.id, () => trainerHub(trainer)));
  const shown = useSyncExternalStore(shower.shown.subscribe, shower.shown.get, shower.shown.get);
  const labs = useSyncExternalStore(runningLabs.subscribe, runningLabs.get, runningLabs.get);
  const lab = [...labs].at(-1);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    shower.withdraw().catch(() => {});
  }, [shower]);
  useEffect(() => {
    if (!shown) return;
    const { session, end } = shown;
    lentLab.set({ session, words: seen, taken: false, end: () => end(ended) });
    return () => lentLab.set(undefined);
  }, [shown]);
  if (!shown && pathname.replace(/\/$/, '') === home) return null;
  const show = async () => {
    setBusy(true);
    setProblem('');
    try {
      await shower.show(lab!, `/${pathname.slice(baseUrl.length)}`);
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Strip>
      {shown ? (
        <>
          <p role="status">{seen}</p>
          <Press name="Show it no more" small onPress={() => shown.end(ended)} />
        </>
      ) : (
        <>
          <p>
            You lead “{trainer.class.name}”: <Link to="/class/trainer">the trainer’s page</Link>
          </p>
          {lab && (
            <Press
              name={busy ? 'Showing it…' : 'Show this lab to the class'}
              small
              idle={busy}
              onPress={() => void show()}
            />
          )}
          <p role="alert">{problem}</p>
        </>
      )}
    </Strip>
  );
}

function Strip({ children }: { children: ReactNode }) {
  const bar = useRef<HTMLElement>(null);
  useBarHeight(bar);
  return (
    <aside ref={bar} className={styles.bar} aria-label="Class, as a trainer">
      {children}
    </aside>
  );
}

const seen = 'The class may look at this lab now.';
const ended = 'The trainer shows it no more.';
