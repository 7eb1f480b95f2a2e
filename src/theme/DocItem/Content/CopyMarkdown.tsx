import { useState } from 'react';
import styles from './styles.module.css';

type Said =
  | { type: 'nothing' | 'working' | 'copied' }
  /** The text was fetched, or it was not; either way it is not on the clipboard. */
  | { type: 'refused' | 'not fetched' };

/** Puts the page on the clipboard as Markdown, which it fetches when it is pressed. */
export function CopyMarkdown({ file }: { file: string }) {
  const [said, setSaid] = useState<{ file: string } & Said>({ file, type: 'nothing' });
  // The line stays where it is when the reader goes on to another page.
  const { type } = said.file === file ? said : ({ type: 'nothing' } as const);
  const copy = async () => {
    setSaid({ file, type: 'working' });
    setSaid({ file, type: await copied(file) });
  };
  return (
    <div className={styles.copy} data-page-only>
      <button type="button" className={styles.button} onClick={() => void copy()}>
        Copy page as Markdown
      </button>
      <span role="status">
        {type === 'working' && 'Fetching it…'}
        {type === 'copied' && 'Copied.'}
        {type === 'refused' && (
          <>
            The browser keeps the clipboard from this page.{' '}
            <a href={file} target="_blank" rel="noreferrer">
              Open the Markdown
            </a>
            , then copy it there.
          </>
        )}
        {type === 'not fetched' &&
          (process.env.NODE_ENV === 'production'
            ? 'The Markdown could not be fetched. Look at your connection, then press again.'
            : 'There is no Markdown here: npm run build makes it.')}
      </span>
    </div>
  );
}

async function copied(file: string): Promise<Said['type']> {
  const text = fetchText(file);
  try {
    await write(text);
    return 'copied';
  } catch {
    return text.then(
      () => 'refused',
      () => 'not fetched',
    );
  }
}

/**
 * Asks for the clipboard before the text is there: Safari gives it only at the press itself.
 */
function write(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') {
    return text.then((value) => navigator.clipboard.writeText(value));
  }
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}

async function fetchText(file: string): Promise<string> {
  const response = await fetch(file);
  // A server that answers any address with a page has not found the file.
  const isPage = response.headers.get('content-type')?.includes('html');
  if (!response.ok || isPage) throw new Error(`${file}: ${response.status}`);
  return response.text();
}
