import { useState } from 'react';
import Link from '@docusaurus/Link';
import Heading from '@theme/Heading';
import entries from '@generated/leafwise-messages/default/entries.json';
import Elsewhere from '../Search/Elsewhere.tsx';
import { useScoped } from '../Search/useScoped.ts';
import Filter from '../Filter/Filter.tsx';
import type { Level, MessageEntry } from '../../site-data/message-entry.ts';
import { levels } from './levels.ts';
import { matching } from './match.ts';
import styles from './Message.module.css';

const pathOf = ({ path }: MessageEntry) => path;

/** All messages that have a page, by level, and a box that finds one of them. */
export default function Index() {
  const [typed, setTyped] = useState('');
  const { found, elsewhere, state } = useScoped<MessageEntry>(entries, typed, pathOf, matching);
  return (
    <>
      <Filter
        label="Words of the message, or the whole line of your log"
        typed={typed}
        onType={setTyped}
      >
        {found.length === 0
          ? 'None. Leave out names and addresses of your own, or type fewer words.'
          : `${found.length} of ${entries.length} messages`}
      </Filter>
      {(Object.keys(levels) as Level[]).map((level) => (
        <LevelList key={level} level={level} found={found.filter((one) => one.level === level)} />
      ))}
      {typed.trim() !== '' && (
        <Elsewhere state={state} hits={elsewhere} label="On other pages of this site" />
      )}
    </>
  );
}

function LevelList({ level, found }: { level: Level; found: MessageEntry[] }) {
  const { heading, says } = levels[level];
  if (found.length === 0) return null;
  return (
    <section>
      <Heading as="h2" id={level.replaceAll(' ', '-')}>
        {heading}
      </Heading>
      <p>{says}</p>
      <ul className={styles.list}>
        {found.map(({ path, title, description }) => (
          <li key={path}>
            <Link to={path}>{title}</Link>
            <p>{description}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
