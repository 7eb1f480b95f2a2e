import Link from '@docusaurus/Link';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { useId, useState } from 'react';
import type { Trouble } from '../../site-data/trouble-entry.ts';
import Elsewhere from '../Search/Elsewhere.tsx';
import { useScoped } from '../Search/useScoped.ts';
import { issueUrl, issueWords, matching } from './trouble.ts';
import styles from './Troubles.module.css';

/** The page's head, with those of the others: see plugins/front-matter.ts. */
interface Head {
  troubles?: Trouble[];
  /** Whether there are pages about the server's messages. */
  messages?: boolean;
}

const none: Trouble[] = [];

const pathOf = ({ id }: Trouble) => id;

/** All troubles, by what one sees of them; with a box to narrow the list down, where there is JavaScript. */
export default function Troubles() {
  const { troubles = none, messages } = useDoc().metadata.frontMatter as Head;
  const filters = useIsBrowser();
  const [words, setWords] = useState('');
  const id = useId();
  const { found, elsewhere, state } = useScoped(troubles, words, pathOf, matching);
  return (
    <div className={styles.troubles}>
      {/* Keeps room, so that the page does not shift when its JavaScript has loaded. */}
      <div className={styles.filter} data-page-only data-ready={filters}>
        <label htmlFor={id}>Which symptom do you see?</label>
        <input
          id={id}
          type="search"
          value={words}
          placeholder="10059, no responders, twice …"
          onChange={(event) => setWords(event.target.value)}
        />
        <span role="status">{words.trim() !== '' && `${found.length} of ${troubles.length}`}</span>
      </div>
      <ul className={styles.list} aria-label="Troubles">
        {found.map(({ id, title, symptom, issues }) => (
          <li key={id}>
            <Link to={`/${id}`}>{title}</Link>
            <code>{symptom}</code>
            {issues.length > 0 && (
              <span className={styles.issues}>
                Reported as{' '}
                {issues.map((issue, i) => (
                  <span key={issue}>
                    {i > 0 && ', '}
                    <Link to={issueUrl(issue)}>{issueWords(issue)}</Link>
                  </span>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {words.trim() !== '' && (
        <>
          {found.length === 0 && state.type !== 'loading' && (
            <p>
              None of these pages is about that.
              {elsewhere.length === 0 && ' Try one word of it, or the code of the error.'}
            </p>
          )}
          <Elsewhere state={state} hits={elsewhere} label="On other pages of this site" />
        </>
      )}
      {messages && (
        <p>
          A line of the server’s log that is not here has its place among{' '}
          <Link to="/troubleshooting/messages">the messages of the server</Link>.
        </p>
      )}
    </div>
  );
}
