import Link from '@docusaurus/Link';
import { useState } from 'react';
import { emptyBench, hubAndLeaf, singleServer } from '../../bench/begin.ts';
import type { BenchState } from '../../bench/bench.ts';
import { version } from '../../config-keys/version.ts';
import Press from '../Press/Press.tsx';
import { chosenFiles } from './offered.ts';
import OwnTopologies from './OwnTopologies.tsx';
import { useTakeIn } from './take-in-context.ts';
import styles from './Begin.module.css';

/** What a bench may begin with. */
export default function Begin({ onBegin }: { onBegin: (state: BenchState) => void }) {
  const { offer } = useTakeIn();
  return (
    <div className={styles.begin}>
      <section className={styles.drop} aria-labelledby="bench-give">
        <h2 id="bench-give">Drop your configurations here</h2>
        <p>
          Files of nats-server, a folder or a zip. Compose files, ConfigMaps and values of the Helm
          chart are read too. A bench that you have saved opens again.
        </p>
        <div className={styles.buttons}>
          <Choose name="Choose files" onChosen={(files) => offer(chosenFiles(files))} />
          <Choose name="Choose a folder" folder onChosen={(files) => offer(chosenFiles(files))} />
        </div>
        <Paste />
        <p className={styles.note}>
          They are read in this tab and sent nowhere. No server starts before you say so.
        </p>
      </section>
      <section className={styles.ways} aria-labelledby="bench-begin">
        <h2 id="bench-begin">Or begin with one that works</h2>
        <div className={styles.buttons}>
          <Press
            name="A hub and a leaf"
            look="primary"
            onPress={() => onBegin({ ...emptyBench(version), ...hubAndLeaf })}
          />
          <Press
            name="A single server"
            onPress={() => onBegin({ ...emptyBench(version), ...singleServer })}
          />
          <Link className="button button--secondary" to="/pick-a-topology">
            Have one recommended
          </Link>
        </div>
        <OwnTopologies />
      </section>
    </div>
  );
}

/** A button that has files chosen, of a kind that the browser draws for each of them. */
function Choose(props: { name: string; folder?: boolean; onChosen: (files: FileList) => void }) {
  const { name, folder = false, onChosen } = props;
  return (
    <label className={styles.choose}>
      <input
        type="file"
        multiple
        // Not known to React's types.
        {...(folder && { webkitdirectory: '' })}
        onChange={({ target }) => {
          if (target.files && target.files.length > 0) onChosen(target.files);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
      <span className="button button--secondary">{name}</span>
    </label>
  );
}

/** A place to paste one configuration, or several. */
function Paste() {
  const { paste } = useTakeIn();
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const take = async () => {
    setSaid((await paste(text)) ? '' : 'There is no text yet. Paste a configuration first.');
  };
  return (
    <details className={styles.paste}>
      <summary>Paste text</summary>
      <label htmlFor="bench-paste">
        One configuration, several with a line such as <code>--- hub.conf</code> before each, or the
        link of a bench
      </label>
      <textarea
        id="bench-paste"
        rows={8}
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Press name="Take this text" onPress={() => void take()} />
      <span role="status">{said}</span>
    </details>
  );
}
