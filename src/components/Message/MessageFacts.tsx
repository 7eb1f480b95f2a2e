import { useDoc } from '@docusaurus/plugin-content-docs/client';
import { version } from '../../config-keys/version.ts';
import type { Level } from '../../site-data/message-entry.ts';
import { levels } from './levels.ts';
import styles from './Message.module.css';

/** Front matter of the page of a message, shown before its text. */
interface MessageFields {
  message: string;
  also?: string | string[];
  level: Level;
  source: string;
  since?: string;
  /** For a mistake in a configuration: whether reading it finds it, or only starting with it. */
  found?: 'reading' | 'starting';
}

const finders = {
  reading: 'nats-server -t finds it',
  starting: 'only a server that starts: nats-server -t calls the file valid',
};

/** The facts of a message, from the front matter of the page that this stands on. */
export default function Facts() {
  const { message, also, level, source, since, found } = useDoc()
    .frontMatter as unknown as MessageFields;
  return (
    <dl className={styles.facts}>
      <Fact name="Level">{levels[level].says}</Fact>
      {found && <Fact name="Found by">{finders[found]}.</Fact>}
      {since && <Fact name="Since">nats-server {since}.</Fact>}
      <Fact name="In the source">
        {[message, also ?? []].flat().map((format) => (
          <span key={format} className={styles.format}>
            <code>{format}</code>
          </span>
        ))}
        <span className={styles.place}>
          {source}, nats-server {version}
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
