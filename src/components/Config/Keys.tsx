import { explain, factsOf, type ConfigKey } from '../../config-keys/explain.ts';
import { readConf } from '../../lab/conf/conf-text.ts';
import styles from './Config.module.css';

/** The keys of a configuration, each with what it does. */
export default function Keys({ text }: { text: string }) {
  const found = readConf(text).keys.map(({ path }) => explain(path));
  const known = [...new Set(found)].filter((key): key is ConfigKey => key !== undefined);
  return (
    <dl className={styles.keys}>
      {known.map((key) => (
        <div key={key.path}>
          <dt>
            <code>{key.path}</code>
          </dt>
          <dd>
            {key.text} <span className={styles.facts}>{factsOf(key)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
