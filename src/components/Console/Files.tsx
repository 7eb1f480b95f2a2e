import { useRef, useState, useSyncExternalStore } from 'react';
import { showSize } from '../../console/units.ts';
import { useLab } from '../Lab/context.ts';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import FileEditor from './FileEditor.tsx';
import styles from './Files.module.css';
import { deleteFile, download, isFile, putFile, textOf, type Bytes } from './page-files.ts';

/** What is open in place of the list: a file as text, or a new one. */
interface Open {
  path: string | undefined;
  text: string;
}

/** The files that commands of the page read and write: to be written, changed, saved and brought from the disk. */
export default function Files() {
  const { session } = useLab();
  const { subscribe, get } = session.files;
  const files = useSyncExternalStore(subscribe, get, get);
  const [open, setOpen] = useState<Open>();
  const [told, setTold] = useState('');
  const summary = useRef<HTMLElement>(null);
  const paths = Object.keys(files).sort();

  const upload = async (chosen: FileList | null) => {
    const uploaded = [...(chosen ?? [])];
    const replaced = uploaded.some(({ name }) => isFile(session.files.get(), name));
    for (const file of uploaded) {
      putFile(session, file.name, new Uint8Array(await file.arrayBuffer()));
    }
    const names = uploaded.map(({ name }) => name).join(', ');
    if (names) setTold(`${replaced ? 'Replaced by your' : 'Here is'} ${names}.`);
  };
  const remove = (path: string) => {
    deleteFile(session, path);
    setTold(`${path} is deleted.`);
    summary.current?.focus();
  };
  const close = () => {
    setOpen(undefined);
    setTold('');
    summary.current?.focus();
  };
  return (
    <details className={styles.files}>
      <summary ref={summary}>Files of this page: {paths.length || 'none'}</summary>
      {open ? (
        <FileEditor
          {...open}
          isTaken={(path) => isFile(files, path)}
          onSave={(path, text) => putFile(session, path, new TextEncoder().encode(text))}
          onClose={close}
        />
      ) : (
        <>
          <p>
            <code>--config FILE</code> reads a file from here; a backup writes some. Files that you
            write or upload stay until you leave or reload the page. Files that commands write also
            go when the servers start over.
          </p>
          <ul>
            {paths.map((path) => (
              <FileRow
                key={path}
                path={path}
                bytes={files[path]!}
                onEdit={(text) => setOpen({ path, text })}
                onDelete={() => remove(path)}
              />
            ))}
          </ul>
          <p role="status" className={styles.told}>
            {told}
          </p>
          <div className={styles.actions}>
            <Press name="New file" small onPress={() => setOpen({ path: undefined, text: '' })} />
            <label className="button button--secondary button--sm">
              Upload files
              <input
                type="file"
                multiple
                onChange={({ target }) => {
                  void upload(target.files).then(() => (target.value = ''));
                }}
              />
            </label>
          </div>
        </>
      )}
    </details>
  );
}

interface FileRowProps {
  path: string;
  bytes: Bytes;
  onEdit: (text: string) => void;
  onDelete: () => void;
}

function FileRow({ path, bytes, onEdit, onDelete }: FileRowProps) {
  const text = textOf(bytes);
  return (
    <li>
      <span>
        <code>{path}</code> {showSize(bytes.length)}
      </span>
      {text !== undefined && (
        <Press name="Edit" label={`Edit ${path}`} small onPress={() => onEdit(text)} />
      )}
      <Press
        name="Download"
        label={`Download ${path}`}
        small
        onPress={() => download(path, bytes)}
      />
      <Ask
        name="Delete"
        label={`Delete ${path}`}
        look="danger"
        small
        question={() => `Delete ${path}? It has ${showSize(bytes.length)}, and no other copy here.`}
        yes={`Delete ${path} for good`}
        no={`Keep ${path}`}
        onYes={onDelete}
      />
    </li>
  );
}
