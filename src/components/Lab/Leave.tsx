import { useEffect, useRef, useState } from 'react';
import { part } from '../../loading/part.ts';
import Question from '../Press/Question.tsx';
import { useLab, type PageLab } from './context.ts';
import styles from './Leave.module.css';
import { alsoLost, lossByLeaving } from './losses.ts';
import { useHeldBack } from './useHeldBack.ts';

/** Asks before a lab that runs in this tab is left, if something stored, or else of the page, goes with it. */
export default function Leave() {
  const lab = useLab();
  const [asked, setAsked] = useState<{ words: string; go: () => void }>();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => askBeforeUnload(lab), [lab]);
  useHeldBack(async (go) => {
    const words = await lossByLeaving(lab);
    if (words === undefined) go();
    else setAsked({ words, go });
  });
  useEffect(() => {
    if (asked && !dialog.current!.open) dialog.current!.showModal();
  }, [asked]);
  if (!asked) return null;
  const stay = () => {
    // Gives the focus back.
    dialog.current?.close();
    setAsked(undefined);
  };
  return (
    // Not the last of the text itself, whose margin would take it to the foot of the screen.
    <div>
      <dialog ref={dialog} className={styles.leave} aria-label="Leave this lab?" onClose={stay}>
        <Question
          yes="Leave"
          no="Stay"
          onNo={stay}
          onYes={() => {
            stay();
            asked.go();
          }}
        >
          {asked.words}
        </Question>
      </dialog>
    </div>
  );
}

/**
 * Has the browser ask before the page is closed or loaded again, if something stored would go. There is no time then to
 * ask the servers, so they are asked all along.
 */
function askBeforeUnload(lab: PageLab): () => void {
  let unsubscribe = () => {};
  let isLost = () => false;
  const controller = new AbortController();
  const { signal } = controller;
  void loadPoll().then(
    ([{ polledPlaces }, { lastLostWithServers }]) => {
      if (signal.aborted) return;
      unsubscribe = polledPlaces(lab.session).subscribe(() => {});
      isLost = () => lastLostWithServers(lab, lab.stores?.isKept()) !== undefined;
    },
    () => {},
  );
  const ask = (event: BeforeUnloadEvent) => {
    if (isLost() || alsoLost.get() !== undefined) event.preventDefault();
  };
  window.addEventListener('beforeunload', ask, { signal });
  return () => {
    controller.abort();
    unsubscribe();
  };
}

const loadPoll = part(() =>
  Promise.all([
    import(/* webpackChunkName: 'wire' */ './polled-places.ts'),
    import(/* webpackChunkName: 'wire' */ '../../lab-kit/stored.ts'),
  ]),
);
