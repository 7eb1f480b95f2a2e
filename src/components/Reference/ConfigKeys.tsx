import { useState } from 'react';
import { useLocation } from '@docusaurus/router';
import Heading from '@theme/Heading';
import type { ConfigKey } from '../../config-keys/keys.ts';
import Filter from '../Filter/Filter.tsx';
import { hasWords } from '../Filter/filter-words.ts';
import Words from '../Text/Words.tsx';
import { anchorOf, keyGroups } from './key-groups.ts';
import styles from './ConfigKeys.module.css';

const count = keyGroups.flatMap(({ keys }) => keys).length;

/**
 * The configuration keys of leaf nodes and domains, in groups, and a box that finds one of them. The key
 * that the address names is there whatever the box says.
 */
export default function ConfigKeys() {
  const [typed, setTyped] = useState('');
  const { hash } = useLocation();
  const isShown = (key: ConfigKey) => hasWords(wordsOf(key), typed) || hash === `#${anchorOf(key)}`;
  const groups = keyGroups
    .map((group) => ({ ...group, keys: group.keys.filter(isShown) }))
    .filter(({ keys }) => keys.length > 0);
  const left = groups.flatMap(({ keys }) => keys).length;
  return (
    <>
      <Filter label="A key, or what it does" typed={typed} onType={setTyped}>
        {left === 0 ? 'No such key of leaf nodes or domains.' : `${left} of ${count} keys`}
      </Filter>
      {groups.map(({ id, heading, text, keys }) => (
        <section key={id}>
          <Heading as="h2" id={id}>
            {heading}
          </Heading>
          <p className={styles.about}>
            <Words>{text}</Words>
          </p>
          {keys.map((key) => (
            <Key key={key.path} of={key} />
          ))}
        </section>
      ))}
    </>
  );
}

function Key({ of: key }: { of: ConfigKey }) {
  const { path, type, fallback, since, reload, aliases, text } = key;
  const steps = path.split('.');
  const name = steps.pop()!;
  return (
    <section className={styles.key}>
      <Heading as="h3" id={anchorOf(key)}>
        <code>
          {steps.length > 0 && <span className={styles.outer}>{steps.join('.')}.</span>}
          {name}
        </code>
      </Heading>
      <p>{text}</p>
      <dl>
        <Fact name="Type">{type}</Fact>
        {fallback !== undefined && <Fact name="Default">{fallback}</Fact>}
        {since && <Fact name="Since">{since}</Fact>}
        <Fact name="A change needs">{reload === 'reload' ? 'a reload' : 'a restart'}</Fact>
        {aliases && <Fact name="Also written">{aliases.join(', ')}</Fact>}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const wordsOf = ({ path, aliases = [], text }: ConfigKey) => [path, ...aliases, text].join(' ');
