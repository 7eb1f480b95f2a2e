import { useState } from 'react';
import Heading from '@theme/Heading';
import entries from '@generated/leafwise-console/default/entries.json';
import type { ConsoleEntry, Standing } from '../../site-data/console-entry.ts';
import Filter from '../Filter/Filter.tsx';
import { hasWords } from '../Filter/filter-words.ts';
import ConsoleCommand from './ConsoleCommand.tsx';
import { commandGroups, groupOf } from './command-groups.ts';
import styles from './ConsoleCommands.module.css';

/** Each command of the `nats` CLI that a console has, and those that it lacks, from the console's own tables. */
export default function ConsoleCommands() {
  const [typed, setTyped] = useState('');
  const found = entries.filter((entry) => hasWords(wordsOf(entry), typed));
  const left = found.filter(({ standing }) => standing !== 'absent');
  const absent = found.filter(({ standing }) => standing === 'absent');
  return (
    <>
      <p>
        {count('same')} commands are as in the nats CLI. {count('differs')} differ, and say how.{' '}
        {count('absent')} commands or groups of commands are not here, each for a reason.
      </p>
      <Filter label="A command, or what it does" typed={typed} onType={setTyped}>
        {found.length === 0
          ? 'There is no such command in the nats CLI.'
          : `${found.length} of ${entries.length} entries`}
      </Filter>
      {commandGroups.map(({ id, heading }) => (
        <Group
          key={id}
          id={id}
          heading={heading}
          entries={left.filter(({ name }) => groupOf(name) === id)}
        />
      ))}
      {absent.length > 0 && <Absent entries={absent} />}
    </>
  );
}

const count = (wanted: Standing) => entries.filter(({ standing }) => standing === wanted).length;

const wordsOf = ({ name, aliases, help, note = '', standing, refused }: ConsoleEntry) =>
  [`nats ${name}`, ...aliases, help, note, standing, ...refused.flat()].join(' ');

function Group(props: { id: string; heading: string; entries: ConsoleEntry[] }) {
  if (props.entries.length === 0) return null;
  return (
    <section>
      <Heading as="h2" id={props.id}>
        {props.heading}
      </Heading>
      {props.entries.map((entry) => (
        <ConsoleCommand key={entry.name} {...entry} />
      ))}
    </section>
  );
}

function Absent(props: { entries: ConsoleEntry[] }) {
  return (
    <section>
      <Heading as="h2" id="not-here">
        Not here
      </Heading>
      <dl className={styles.absent}>
        {byReason(props.entries).map(([note, names]) => (
          <div key={names[0]}>
            {names.map((name) => (
              <dt key={name}>
                <code>nats {name}</code>
              </dt>
            ))}
            <dd>{note}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The names of commands by the reason why they are not here, in the order of the first of each. */
function byReason(entries: readonly ConsoleEntry[]): [note: string, names: string[]][] {
  const found = new Map<string, string[]>();
  for (const { name, note = '' } of entries) found.set(note, [...(found.get(note) ?? []), name]);
  return [...found];
}
