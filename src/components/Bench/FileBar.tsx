import type { BenchFile } from '../../bench/bench.ts';
import type { Finding } from '../../doctor/finding.ts';
import Press from '../Press/Press.tsx';
import { useKeptFocus } from '../Press/useKeptFocus.ts';
import { useRead } from './desk-context.ts';
import { freeName } from './file-names.ts';
import { fileWords } from './file-servers.ts';
import NameForm from './NameForm.tsx';
import styles from './Files.module.css';

/** What the name of a file is asked for. */
export type Asked = 'add' | 'rename';

/** From how many files on there is a list of all beside the row of tabs. */
const many = 6;

interface Props {
  files: readonly BenchFile[];
  findings: ReadonlyMap<string, readonly Finding[]>;
  chosen: string;
  asked: Asked | undefined;
  onAsk: (asked: Asked | undefined) => void;
  onChoose: (path: string) => void;
  onAdd: (path: string) => void;
  onRename: (path: string) => void;
  onDelete: () => void;
}

/** What the shown file is, and what is done with files as a whole. */
export default function FileBar(props: Props) {
  const { files, findings, chosen, asked, onAsk } = props;
  const { network } = useRead();
  const { group, acted } = useKeptFocus<HTMLDivElement>();
  const paths = files.map(({ path }) => path);
  const isKnown = network?.of.files.some(({ path }) => path === chosen);
  const end = (done: () => void) => {
    acted();
    done();
  };
  if (asked) {
    const isNew = asked === 'add';
    return (
      <NameForm
        key={asked}
        does={isNew ? 'Add it' : 'Rename it'}
        name={isNew ? freeName(paths) : chosen}
        others={isNew ? paths : paths.filter((path) => path !== chosen)}
        onName={isNew ? props.onAdd : props.onRename}
        onCancel={() => onAsk(undefined)}
      />
    );
  }
  return (
    <div className={styles.bar}>
      {files.length >= many && (
        <select
          aria-label="All files"
          value={chosen}
          onChange={({ target }) => props.onChoose(target.value)}
        >
          {paths.map((path) => (
            <option key={path} value={path}>
              {path}
              {faultWords(findings.get(path))}
            </option>
          ))}
        </select>
      )}
      {isKnown && <span className={styles.server}>{fileWords(chosen, network!)}</span>}
      <div ref={group} className={styles.acts}>
        <Press name="Add a file" look="quiet" onPress={() => onAsk('add')} />
        {files.length > 0 && (
          <>
            <Press
              name="Rename"
              label={`Rename ${chosen}`}
              look="quiet"
              onPress={() => onAsk('rename')}
            />
            <Press
              name="Delete"
              label={`Delete ${chosen}`}
              look="loss"
              onPress={() => end(props.onDelete)}
            />
          </>
        )}
      </div>
    </div>
  );
}

function faultWords(findings: readonly Finding[] = []): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return errors === 0 ? '' : ` (${errors} ${errors === 1 ? 'error' : 'errors'})`;
}
