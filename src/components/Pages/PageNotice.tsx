import { useHistory } from '@docusaurus/router';
import { useEffect, useSyncExternalStore } from 'react';
import { whyWords } from '../../loading/why-not.ts';
import { runningLabs } from '../Lab/running-labs.ts';
import { missingPage } from './missing-page.ts';
import styles from './PageNotice.module.css';

const dismiss = () => missingPage.set(undefined);

/** Says that a page which the reader went to did not arrive. The page that they were on stays, and what runs on it. */
export default function PageNotice() {
  const history = useHistory();
  const missing = useSyncExternalStore(missingPage.subscribe, missingPage.get, () => undefined);
  useEffect(() => {
    if (!missing) return;
    const { to, from, why } = missing;
    if (why !== 'unreachable' && runningLabs.get().size === 0) {
      window.location.assign(history.createHref(to));
      return;
    }
    // The address is that of the page which did not arrive.
    const { scrollY } = window;
    const stop = history.listen(() => {
      stop();
      // Docusaurus scrolls to the top of a page that it shows.
      setTimeout(() => window.scrollTo(0, scrollY));
    });
    if (history.action === 'PUSH') history.goBack();
    else if (history.action === 'REPLACE') history.replace(from);
    else history.push(from);
  }, [history, missing]);
  if (!missing) return null;
  const { to, why } = missing;
  return (
    <div role="alert" className={styles.notice}>
      <p>
        The page that you went to could not be loaded. {whyWords[why]}{' '}
        {runningLabs.get().size > 0
          ? 'You are still on this page, and its servers run on.'
          : 'You are still on this page.'}
        {why === 'unreachable' &&
          isServedByWorker() &&
          ' Pages that this browser keeps can still be opened.'}
        {why !== 'unreachable' &&
          ' To load the other page fresh ends these servers, and what they have stored.'}
      </p>
      <button
        type="button"
        className="button button--secondary button--sm"
        onClick={() => {
          dismiss();
          history.push(to);
        }}
      >
        Try again
      </button>
      {why !== 'unreachable' && (
        <a className="button button--secondary button--sm" href={history.createHref(to)}>
          Load it fresh
        </a>
      )}
      <button type="button" className="button button--secondary button--sm" onClick={dismiss}>
        Stay here
      </button>
    </div>
  );
}

/** Whether this browser keeps pages of the site. Pages that came by http have no service workers. */
const isServedByWorker = () => 'serviceWorker' in navigator && navigator.serviceWorker.controller;
