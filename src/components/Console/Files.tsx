import { useRef, useState, useSyncExternalStore } from 'react';
import { showSize } from '../../console/units.ts';
import { useLab } from '../Lab/context.ts';
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
            <Small name="New file" onClick={() => setOpen({ path: undefined, text: '' })} />
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
  const [asked, setAsked] = useState(false);
  // Back from the question, the keyboard is where it came from.
  const [kept, setKept] = useState(false);
  const text = textOf(bytes);
  if (asked) {
    return (
      <li>
        <span>
          Delete <code>{path}</code>?
        </span>
        <Small name="Delete it" label={`Delete ${path} for good`} focus onClick={onDelete} />
        <Small
          name="Keep it"
          label={`Keep ${path}`}
          onClick={() => {
            setKept(true);
            setAsked(false);
          }}
        />
      </li>
    );
  }
  return (
    <li>
      <span>
        <code>{path}</code> {showSize(bytes.length)}
      </span>
      {text !== undefined && (
        <Small name="Edit" label={`Edit ${path}`} onClick={() => onEdit(text)} />
      )}
      <Small name="Download" label={`Download ${path}`} onClick={() => download(path, bytes)} />
      <Small name="Delete" label={`Delete ${path}`} focus={kept} onClick={() => setAsked(true)} />
    </li>
  );
}

interface SmallProps {
  name: string;
  /** Its name where others of that name are near. */
  label?: string;
  /** Whether it takes the keyboard when it appears. */
  focus?: boolean;
  onClick: () => void;
}

function Small({ name, label, focus, onClick }: SmallProps) {
  return (
    <button
      type="button"
      className="button button--secondary button--sm"
      aria-label={label}
      autoFocus={focus}
      onClick={onClick}
    >
      {name}
    </button>
  );
}
