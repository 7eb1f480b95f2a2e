import { useSyncExternalStore } from 'react';
import { showSize } from '../../console/units.ts';
import { useLab } from '../Lab/context.ts';
import styles from './Console.module.css';

/** The files that consoles of the page have written, each to be saved. Absent while there are none. */
export default function Files() {
  const { session } = useLab();
  const { subscribe, get } = session.files;
  const files = Object.entries(useSyncExternalStore(subscribe, get, get));
  if (files.length === 0) return null;
  return (
    <details className={styles.files}>
      <summary>Files of this page: {files.length}</summary>
      <ul>
        {files.map(([path, bytes]) => (
          <li key={path}>
            <code>{path}</code> {showSize(bytes.length)}{' '}
            <button
              type="button"
              className="button button--secondary button--sm"
              aria-label={`Save ${path}`}
              onClick={() => save(path, bytes)}
            >
              Save
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Has the browser save a file under its path in one name, as browsers take no folders. */
function save(path: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement('a');
  link.href = url;
  link.download = path.replaceAll('/', '-');
  link.click();
  URL.revokeObjectURL(url);
}
